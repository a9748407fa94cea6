use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src "'nonce-a.b'";
};

fn main() {
    let _ = CSP;
}
