use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    scrip-src self https;
};

fn main() {
    let _ = CSP;
}
