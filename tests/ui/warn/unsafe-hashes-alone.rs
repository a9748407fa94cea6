#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    style-src self unsafe-hashes;
};

fn main() {
    let _ = CSP;
}
