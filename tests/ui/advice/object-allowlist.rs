#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-object-allowlist)]
    default-src self;
    object-src "https://viewer.example.com";
};

fn main() {
    let _ = CSP;
}
