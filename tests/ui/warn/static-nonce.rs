#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp!("script-src 'nonce-c29tZSBjb29sIG5vbmNl'");

fn main() {
    let _ = CSP;
}
