#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    base-uri https:;
};

fn main() {
    let _ = CSP;
}
