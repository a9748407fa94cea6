use talisman::{Csp, csp};

const CSP: Csp = csp!("script-src 'self'; script-src https:");

fn main() {
    let _ = CSP;
}
