use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src "self";
};

fn main() {
    let _ = CSP;
}
