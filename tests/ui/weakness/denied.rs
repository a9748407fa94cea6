use talisman::{Csp, csp};

const CSP: Csp = csp! {
    #![deny(weaknesses)]
    default-src self;
    script-src self unsafe-eval;
};

fn main() {
    let _ = CSP;
}
