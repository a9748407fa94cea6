#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src self "http://cdn.example.com";
};

fn main() {
    let _ = CSP;
}
