#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-script-allowlist)]
    default-src self;
    script-src self "https://cdn.example.com";
};

fn main() {
    let _ = CSP;
}
