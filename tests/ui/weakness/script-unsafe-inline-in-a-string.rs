#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp!("default-src 'self'; script-src 'self' 'unsafe-inline'");

fn main() {
    let _ = CSP;
}
