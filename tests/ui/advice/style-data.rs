#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-style-data)]
    default-src self;
    style-src self data:;
};

fn main() {
    let _ = CSP;
}
