use talisman::{Csp, csp};

const CSP: Csp = csp! {
    frame-ancestors unsafe-inline;
};

fn main() {
    let _ = CSP;
}
