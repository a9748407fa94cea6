#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp!("script-src-elem 'self'; object-src 'none'");

fn main() {
    let _ = CSP;
}
