use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src self hashes_of("pages/***.html");
};

fn main() {
    let _ = CSP;
}
