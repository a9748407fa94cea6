#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src self "https://cdn.example.com/js/*.js";
};

fn main() {
    let _ = CSP;
}
