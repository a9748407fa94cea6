#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src nonce strict-dynamic;
};

fn main() {
    let _ = CSP;
}
