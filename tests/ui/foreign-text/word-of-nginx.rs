use talisman::{Csp, csp};

const CSP: Csp = csp!("default-src 'self'; img-src 'self' data: always");

fn main() {
    let _ = CSP;
}
