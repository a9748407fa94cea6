use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src "'sha256-abc='";
};

fn main() {
    let _ = CSP;
}
