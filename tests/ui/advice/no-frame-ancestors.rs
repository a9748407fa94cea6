#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-no-frame-ancestors)]
    default-src self;
};

fn main() {
    let _ = CSP;
}
