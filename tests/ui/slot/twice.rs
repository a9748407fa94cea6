use talisman::{Csp, csp};

const CSP: Csp = csp! {
    form-action {login: origin} self {login: origin};
};

fn main() {
    let _ = CSP;
}
