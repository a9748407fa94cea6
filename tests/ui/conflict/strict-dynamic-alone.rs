use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src self strict-dynamic;
};

fn main() {
    let _ = CSP;
}
