#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src self unsafe-inline "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
    object-src none;
    base-uri none;
};

fn main() {
    let _ = CSP;
}
