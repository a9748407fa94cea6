use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src self;
    object-src none;
    script-src https:;
};

fn main() {
    let _ = CSP;
}
