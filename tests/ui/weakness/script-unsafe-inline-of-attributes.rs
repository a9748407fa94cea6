#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src-attr unsafe-inline;
};

fn main() {
    let _ = CSP;
}
