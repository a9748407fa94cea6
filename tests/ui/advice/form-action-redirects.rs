#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-form-action-redirects)]
    default-src none;
    form-action self;
};

fn main() {
    let _ = CSP;
}
