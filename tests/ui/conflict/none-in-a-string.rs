use talisman::{Csp, csp};

const CSP: Csp = csp!("object-src 'none' 'self'");

fn main() {
    let _ = CSP;
}
