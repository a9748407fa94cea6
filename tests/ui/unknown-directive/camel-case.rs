use talisman::{Csp, csp};

const CSP: Csp = csp! {
    scriptSrc self;
};

fn main() {
    let _ = CSP;
}
