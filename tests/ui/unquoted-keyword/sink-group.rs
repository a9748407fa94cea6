use talisman::{Csp, csp};

const CSP: Csp = csp!("require-trusted-types-for script");

fn main() {
    let _ = CSP;
}
