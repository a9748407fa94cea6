use talisman::{Csp, csp};

const CSP: Csp = csp! {
    sandbox allow-forms {login: origin};
};

fn main() {
    let _ = CSP;
}
