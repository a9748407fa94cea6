use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "https://user:pw@a.example";
};

fn main() {
    let _ = CSP;
}
