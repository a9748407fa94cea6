use talisman::{Csp, csp};

const CSP: Csp = csp! {
    trusted-types none mine;
};

fn main() {
    let _ = CSP;
}
