use talisman::{Csp, csp};

const CSP: Csp = csp!(
    "default-src 'self';
     scrip-src 'self';
     object-src 'none'"
);

fn main() {
    let _ = CSP;
}
