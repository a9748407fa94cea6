use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src "a.example b.example";
};

fn main() {
    let _ = CSP;
}
