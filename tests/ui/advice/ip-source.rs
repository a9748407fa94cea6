#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-ip-source)]
    default-src none;
    img-src "https://192.0.2.1";
};

fn main() {
    let _ = CSP;
}
