use talisman::{Csp, csp};

const CSP: Csp = csp!("Content-Security-Policy: default-src 'self'");

fn main() {
    let _ = CSP;
}
