#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    object-src *;
};

fn main() {
    let _ = CSP;
}
