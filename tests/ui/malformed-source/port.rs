use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "a.example:http";
};

fn main() {
    let _ = CSP;
}
