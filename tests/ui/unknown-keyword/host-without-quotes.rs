use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src cdn.example.com;
};

fn main() {
    let _ = CSP;
}
