#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![allow(csp-static-nonce, reason = "a test page")]
    script-src "'nonce-abc123'";
    object-src none;
    base-uri none;
};

fn main() {
    let _ = CSP;
}
