use talisman::{Csp, csp};

const CSP: Csp = csp! {
    form-action {login: origin}; connect-src {login: origins};
};

fn main() {
    let _ = CSP;
}
