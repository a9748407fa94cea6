use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src zebra;
};

fn main() {
    let _ = CSP;
}
