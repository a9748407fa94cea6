use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src hash("start()", md5);
};

fn main() {
    let _ = CSP;
}
