use talisman::{Csp, csp};

const CSP: Csp = csp!("'self' 'unsafe-inline' https://*.example.com;");

fn main() {
    let _ = CSP;
}
