#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    report-uri "reports.example.com/csp";
};

fn main() {
    let _ = CSP;
}
