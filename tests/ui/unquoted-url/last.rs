use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    img-src self https://cdn.example.com;
};

fn main() {
    let _ = CSP;
}
