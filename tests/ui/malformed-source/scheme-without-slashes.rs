use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "https:cdn.example.com";
};

fn main() {
    let _ = CSP;
}
