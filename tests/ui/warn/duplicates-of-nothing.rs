#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    trusted-types allow-duplicates;
    require-trusted-types-for script;
};

fn main() {
    let _ = CSP;
}
