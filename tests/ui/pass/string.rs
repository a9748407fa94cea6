#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp =
    csp!("default-src 'self'; script-src 'self' 'nonce'; object-src 'none'; base-uri 'none'");

fn main() {
    let _ = CSP;
}
