use talisman::{Csp, csp};

const CSP: Csp = csp!(r#"default-src "self""#);

fn main() {
    let _ = CSP;
}
