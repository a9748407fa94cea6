use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "'data:'";
};

fn main() {
    let _ = CSP;
}
