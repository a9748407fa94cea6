#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "https://*/img/";
};

fn main() {
    let _ = CSP;
}
