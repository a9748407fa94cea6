use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    # images
    img-src *;
};

fn main() {
    let _ = CSP;
}
