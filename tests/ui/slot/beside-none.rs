use talisman::{Csp, csp};

const CSP: Csp = csp! {
    frame-ancestors none {shop: origins};
};

fn main() {
    let _ = CSP;
}
