use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "a\u{1}.example";
};

fn main() {
    let _ = CSP;
}
