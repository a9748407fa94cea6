#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-wildcard-without-host)]
    img-src "*.example.com";
};

fn main() {
    let _ = CSP;
}
