use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self,
    img-src *,
    object-src none,
};

fn main() {
    let _ = CSP;
}
