use talisman::{Csp, csp};

const CSP: Csp = csp! {
    connect-src "10.0.0.0/8";
};

fn main() {
    let _ = CSP;
}
