#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    img-src htps:;
};

fn main() {
    let _ = CSP;
}
