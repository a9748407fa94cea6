#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src htps:;
};

fn main() {
    let _ = CSP;
}
