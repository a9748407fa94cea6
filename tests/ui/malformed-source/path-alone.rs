use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "/img/";
};

fn main() {
    let _ = CSP;
}
