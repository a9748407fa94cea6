use talisman::{Csp, csp};

const SITE: &str = "default-src 'self'";

const CSP: Csp = csp! {
    SITE
};

fn main() {
    let _ = CSP;
}
