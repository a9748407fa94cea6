use talisman::{Csp, csp};

const CSP: Csp = csp! {
    ..; img-src self;
};

fn main() {
    let _ = CSP;
}
