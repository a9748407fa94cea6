#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp =
    csp!("default-src 'self'; style-src 'self' 'nonce' 'unsafe-inline'; base-uri 'none'");

fn main() {
    let _ = CSP;
}
