#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-unused-fallback)]
    default-src none;
    child-src self;
    frame-src self;
    worker-src self;
};

fn main() {
    let _ = CSP;
}
