use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "https://www.google.*";
};

fn main() {
    let _ = CSP;
}
