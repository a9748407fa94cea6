#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    sandbox allow-popups-to-escape-sandbox;
};

fn main() {
    let _ = CSP;
}
