use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src "https://a.example/100%";
};

fn main() {
    let _ = CSP;
}
