#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    report-to CSP-Endpoint;
};

fn main() {
    let _ = CSP;
}
