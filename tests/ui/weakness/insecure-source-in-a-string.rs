#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp!("default-src 'self'; connect-src 'self' ws: http://api.example.com:8080");

fn main() {
    let _ = CSP;
}
