#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    fenced-frame-src https:;
};

fn main() {
    let _ = CSP;
}
