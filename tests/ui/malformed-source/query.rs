use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src "https://a.example/x.js?v=1";
};

fn main() {
    let _ = CSP;
}
