#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    img-src bolb:;
};

fn main() {
    let _ = CSP;
}
