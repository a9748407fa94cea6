#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src nonce strict-dynamic "https://cdn.example.com";
    object-src none;
    base-uri none;
};

fn main() {
    let _ = CSP;
}
