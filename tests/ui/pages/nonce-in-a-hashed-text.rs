use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src self hashes_of("pages/nonce-in-text.html");
};

fn main() {
    let _ = CSP;
}
