use talisman::{Csp, csp};

const CSP: Csp = csp! {
    zebra self;
};

fn main() {
    let _ = CSP;
}
