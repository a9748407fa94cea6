use talisman::{Csp, csp};

const CSP: Csp = csp! {
    form-action self {login};
};

fn main() {
    let _ = CSP;
}
