use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "https://a.example/ü";
};

fn main() {
    let _ = CSP;
}
