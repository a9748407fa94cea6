use talisman::{Csp, csp};

const CSP: Csp = csp! {
    form-action self {login: Origin};
};

fn main() {
    let _ = CSP;
}
