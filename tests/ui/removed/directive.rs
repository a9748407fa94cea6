use talisman::{Csp, csp};

const CSP: Csp = csp! {
    plugin-types "application/pdf";
};

fn main() {
    let _ = CSP;
}
