use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src nonce;
};

fn main() {
    let _ = CSP;
}
