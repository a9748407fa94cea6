#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src unchecked("'self'");
};

fn main() {
    let _ = CSP;
}
