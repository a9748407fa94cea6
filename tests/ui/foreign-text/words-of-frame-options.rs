use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    frame-ancestors SAMEORIGIN;
    frame-src "DENY";
    child-src ALLOW-FROM "https://a.example";
};

fn main() {
    let _ = CSP;
}
