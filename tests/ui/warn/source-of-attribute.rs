#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src-attr self;
};

fn main() {
    let _ = CSP;
}
