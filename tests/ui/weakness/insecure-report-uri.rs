#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    report-uri "http://reports.example.com/csp";
};

fn main() {
    let _ = CSP;
}
