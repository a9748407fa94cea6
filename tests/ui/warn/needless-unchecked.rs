#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    script-src unchecked("'self'");
};

fn main() {
    let _ = CSP;
}
