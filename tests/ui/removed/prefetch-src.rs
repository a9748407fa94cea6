use talisman::{Csp, csp};

const CSP: Csp = csp! {
    prefetch-src self;
};

fn main() {
    let _ = CSP;
}
