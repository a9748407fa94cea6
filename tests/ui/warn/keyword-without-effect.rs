#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src unsafe-eval;
};

fn main() {
    let _ = CSP;
}
