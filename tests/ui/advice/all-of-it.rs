#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(advice)]
    default-src self;
};

fn main() {
    let _ = CSP;
}
