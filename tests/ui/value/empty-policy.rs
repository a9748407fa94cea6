use talisman::{Csp, csp};

const CSP: Csp = csp! {};

fn main() {
    let _ = CSP;
}
