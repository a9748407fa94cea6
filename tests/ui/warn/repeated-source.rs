#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    img-src "https://cdn.example.com" self "https://cdn.example.com";
};

fn main() {
    let _ = CSP;
}
