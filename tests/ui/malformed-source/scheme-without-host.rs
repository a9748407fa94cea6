use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "https://";
};

fn main() {
    let _ = CSP;
}
