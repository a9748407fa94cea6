use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src nonce;
    strict-dynamic;
    img-src self; "https://images.example.com";
    base-uri none;
};

fn main() {
    let _ = CSP;
}
