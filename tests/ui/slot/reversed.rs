use talisman::{Csp, csp};

const CSP: Csp = csp! {
    form-action {origin: login};
};

fn main() {
    let _ = CSP;
}
