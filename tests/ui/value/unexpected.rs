use talisman::{Csp, csp};

const CSP: Csp = csp! {
    upgrade-insecure-requests 1;
};

fn main() {
    let _ = CSP;
}
