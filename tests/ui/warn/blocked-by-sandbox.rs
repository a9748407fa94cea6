#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    script-src self;
    sandbox allow-forms;
};

fn main() {
    let _ = CSP;
}
