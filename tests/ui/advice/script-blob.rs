#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-script-blob)]
    default-src self;
    script-src self blob:;
};

fn main() {
    let _ = CSP;
}
