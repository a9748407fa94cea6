#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-worker-star)]
    default-src none;
    worker-src *;
};

fn main() {
    let _ = CSP;
}
