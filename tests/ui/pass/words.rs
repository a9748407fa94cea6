#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src self nonce strict-dynamic "https://cdn.example.com";
    img-src * data:;
    object-src none;
    upgrade-insecure-requests;
};

fn main() {
    let _ = CSP;
}
