use talisman::{Csp, csp};

const CSP: Csp = csp! {
    form-action {login: origin, pay: origin};
};

fn main() {
    let _ = CSP;
}
