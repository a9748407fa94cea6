use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self, data:;
};

fn main() {
    let _ = CSP;
}
