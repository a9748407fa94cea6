use talisman::{Csp, csp};

const CSP: Csp = csp! {
    require-trusted-types-for style;
};

fn main() {
    let _ = CSP;
}
