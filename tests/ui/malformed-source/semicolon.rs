use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "a.example; script-src *";
};

fn main() {
    let _ = CSP;
}
