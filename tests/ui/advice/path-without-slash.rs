#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-path-without-slash)]
    img-src "https://cdn.example.com/icons";
};

fn main() {
    let _ = CSP;
}
