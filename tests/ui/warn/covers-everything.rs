#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    img-src https: "https://cdn.example.com";
};

fn main() {
    let _ = CSP;
}
