use talisman::{Csp, csp};

const CSP: Csp = csp!("default-src 'self'; image-src *");

fn main() {
    let _ = CSP;
}
