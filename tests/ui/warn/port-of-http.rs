#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    img-src "https://cdn.example.com:80";
};

fn main() {
    let _ = CSP;
}
