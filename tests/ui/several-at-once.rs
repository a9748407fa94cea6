use talisman::{Csp, csp};

const CSP: Csp = csp! {
    scrip-src self;
    img-src "a b" nonce;
    object-src none self;
    img-src https;
};

fn main() {
    let _ = CSP;
}
