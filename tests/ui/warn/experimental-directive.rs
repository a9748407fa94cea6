#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    fenced-frame-src https:;
};

fn main() {
    let _ = CSP;
}
