#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src self unsafe-eval;
};

fn main() {
    let _ = CSP;
}
