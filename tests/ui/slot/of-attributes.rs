use talisman::{Csp, csp};

const CSP: Csp = csp! {
    style-src-attr {cdn: origin};
};

fn main() {
    let _ = CSP;
}
