#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self report-sha256;
    report-uri "/csp";
};

fn main() {
    let _ = CSP;
}
