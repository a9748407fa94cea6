#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-strict-dynamic-fallback)]
    script-src nonce strict-dynamic https:;
    object-src none;
    base-uri none;
};

fn main() {
    let _ = CSP;
}
