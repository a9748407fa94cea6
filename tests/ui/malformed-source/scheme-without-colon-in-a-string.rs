use talisman::{Csp, csp};

const CSP: Csp = csp!("img-src 'self' data");

fn main() {
    let _ = CSP;
}
