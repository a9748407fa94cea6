#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    img-src "wss://live.example.com";
};

fn main() {
    let _ = CSP;
}
