use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    img-src self hashes_of("pages/plain.html");
};

fn main() {
    let _ = CSP;
}
