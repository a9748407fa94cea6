use talisman::{Csp, csp};

const CSP: Csp = csp! {
    frame-ancestors "https://a.example/embed";
};

fn main() {
    let _ = CSP;
}
