#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-insecure-passive-source)]
    default-src self;
    img-src self "http://images.example.com";
};

fn main() {
    let _ = CSP;
}
