#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-covered-source)]
    default-src none;
    img-src "*.example.com" "cdn.example.com";
};

fn main() {
    let _ = CSP;
}
