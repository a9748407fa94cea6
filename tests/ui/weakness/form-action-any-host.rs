#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    form-action https:;
};

fn main() {
    let _ = CSP;
}
