#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    connect-src self "cdn.example.com:";
};

fn main() {
    let _ = CSP;
}
