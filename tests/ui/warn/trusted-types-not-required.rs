#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    trusted-types one two;
};

fn main() {
    let _ = CSP;
}
