use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    scrip-src self https "'unsafe-inlin'";
};

fn main() {
    let _ = CSP;
}
