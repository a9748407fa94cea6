#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    connect-src unsafe-webtransport-hashes;
};

fn main() {
    let _ = CSP;
}
