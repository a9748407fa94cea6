use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src;
    object-src none;
};

fn main() {
    let _ = CSP;
}
