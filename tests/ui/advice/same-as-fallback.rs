#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-same-as-fallback)]
    default-src self;
    img-src self;
};

fn main() {
    let _ = CSP;
}
