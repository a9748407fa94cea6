#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src https:;
};

fn main() {
    let _ = CSP;
}
