#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![warn(csp-script-unsafe-hashes)]
    default-src self;
    script-src unsafe-hashes "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='";
};

fn main() {
    let _ = CSP;
}
