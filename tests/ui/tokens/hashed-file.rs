use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src hash_file("no-such-file.js");
};

fn main() {
    let _ = CSP;
}
