use talisman::{Csp, csp};

const CSP: Csp = csp! {
    trusted-types "hello!";
};

fn main() {
    let _ = CSP;
}
