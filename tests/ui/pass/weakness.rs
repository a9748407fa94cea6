#![deny(warnings)]

use talisman::{Csp, csp};

const FRAMES_ALONE: Csp = csp! { frame-ancestors none; };

const ALLOWED: Csp = csp! {
    #![allow(csp-script-unsafe-eval, reason = "the template library compiles in the page")]
    default-src self;
    script-src self unsafe-eval;
};

const STRICT: Csp = csp! {
    script-src nonce strict-dynamic;
    object-src none;
    base-uri none;
};

fn main() {
    let _ = (FRAMES_ALONE, ALLOWED, STRICT);
}
