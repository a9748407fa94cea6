#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    block-all-mixed-content;
};

fn main() {
    let _ = CSP;
}
