#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-wss-not-covered)]
    default-src none;
    connect-src self "https://api.example.com";
};

fn main() {
    let _ = CSP;
}
