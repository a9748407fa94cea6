use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src slef;
};

fn main() {
    let _ = CSP;
}
