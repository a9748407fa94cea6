#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp =
    csp!("default-src 'none'; script-src 'nonce-c29tZSBjb29sIG5vbmNl'; base-uri 'none'");

fn main() {
    let _ = CSP;
}
