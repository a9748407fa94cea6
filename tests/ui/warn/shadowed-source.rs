#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self wasm-unsafe-eval;
    script-src self;
};

fn main() {
    let _ = CSP;
}
