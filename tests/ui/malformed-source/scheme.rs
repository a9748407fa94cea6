use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "my_app://a.example";
};

fn main() {
    let _ = CSP;
}
