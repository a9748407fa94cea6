use talisman::{Csp, csp};

const CSP: Csp = csp! {
    form-action self {login origin};
    img-src self {cdn origns} {a b};
};

fn main() {
    let _ = CSP;
}
