use talisman::{Csp, csp};

const CSP: Csp = csp!("trusted-types none");

fn main() {
    let _ = CSP;
}
