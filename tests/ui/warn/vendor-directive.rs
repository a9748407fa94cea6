#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    treat-as-public-address;
};

fn main() {
    let _ = CSP;
}
