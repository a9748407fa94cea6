use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src self "data:*";
    connect-src https:*;
};

fn main() {
    let _ = CSP;
}
