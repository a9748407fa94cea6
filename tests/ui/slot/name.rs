use talisman::{Csp, csp};

const CSP: Csp = csp! {
    form-action self {login-provider: origin};
};

fn main() {
    let _ = CSP;
}
