#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    img-src unsafe-eval;
};

fn main() {
    let _ = CSP;
}
