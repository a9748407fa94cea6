use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src unsafe-allow-redirects;
};

fn main() {
    let _ = CSP;
}
