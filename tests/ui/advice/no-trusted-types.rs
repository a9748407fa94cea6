#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-no-trusted-types)]
    default-src self;
    script-src nonce strict-dynamic;
    base-uri none;
};

fn main() {
    let _ = CSP;
}
