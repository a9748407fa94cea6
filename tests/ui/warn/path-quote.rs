#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "https://cdn.example.com/i/'";
};

fn main() {
    let _ = CSP;
}
