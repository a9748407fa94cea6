use talisman::{Csp, csp};

const CSP: Csp = csp! {
    form-action self "{login: origin}";
};

fn main() {
    let _ = CSP;
}
