use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "";
};

fn main() {
    let _ = CSP;
}
