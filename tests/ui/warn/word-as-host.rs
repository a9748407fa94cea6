#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    img-src "https://cdn.example.com" "undefined";
};

fn main() {
    let _ = CSP;
}
