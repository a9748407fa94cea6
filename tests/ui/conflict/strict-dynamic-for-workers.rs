use talisman::{Csp, csp};

const CSP: Csp = csp! {
    worker-src self strict-dynamic;
};

fn main() {
    let _ = CSP;
}
