use talisman::{Csp, csp};

const CSP: Csp = csp! {
    scrip-src self;
};

fn main() {
    let _ = CSP;
}
