use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "my_cdn.example.com";
};

fn main() {
    let _ = CSP;
}
