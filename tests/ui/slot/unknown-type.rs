use talisman::{Csp, csp};

const CSP: Csp = csp! {
    form-action self {login: url};
};

fn main() {
    let _ = CSP;
}
