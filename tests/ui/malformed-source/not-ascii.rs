use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "bücher.example";
};

fn main() {
    let _ = CSP;
}
