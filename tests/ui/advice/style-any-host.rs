#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-style-any-host)]
    default-src self;
    style-src https:;
};

fn main() {
    let _ = CSP;
}
