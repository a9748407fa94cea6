use talisman::{Csp, csp};

const CSP: Csp = csp!("script-src 'nonce-{$NONCE}'");

fn main() {
    let _ = CSP;
}
