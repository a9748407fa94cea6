use talisman::{Csp, csp};

const CSP: Csp = csp! {
    sandbox allow-script;
};

fn main() {
    let _ = CSP;
}
