#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-report-uri-alone)]
    default-src self;
    report-uri "/csp";
};

fn main() {
    let _ = CSP;
}
