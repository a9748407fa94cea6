#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![allow(csp-ignored-beside-strict-dynamic, reason = "browsers of 2020 need the host")]
    default-src self;
    script-src self nonce strict-dynamic "https://cdn.example.com";
    img-src * data:;
    object-src none;
    base-uri none;
    upgrade-insecure-requests;
};

fn main() {
    let _ = CSP;
}
