#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-style-src-elem-in-safari)]
    default-src none;
    style-src-elem self;
};

fn main() {
    let _ = CSP;
}
