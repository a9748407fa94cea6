use talisman::{Csp, csp};

const CSP: Csp = csp!("script-src 'self' 'unsafe inline'");

fn main() {
    let _ = CSP;
}
