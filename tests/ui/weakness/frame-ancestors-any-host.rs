#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    frame-ancestors *;
};

fn main() {
    let _ = CSP;
}
