#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-inline-fallback)]
    script-src nonce unsafe-inline;
    object-src none;
    base-uri none;
};

fn main() {
    let _ = CSP;
}
