use talisman::{Csp, csp};

const CSP: Csp = csp! {
    unchecked("fancy=src") self;
};

fn main() {
    let _ = CSP;
}
