#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp!(
    "default-src 'self'; script-src 'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=' 'strict-dynamic'"
);

fn main() {
    let _ = CSP;
}
