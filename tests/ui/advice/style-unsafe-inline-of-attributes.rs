#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-style-unsafe-inline)]
    default-src self;
    style-src-attr unsafe-inline;
};

fn main() {
    let _ = CSP;
}
