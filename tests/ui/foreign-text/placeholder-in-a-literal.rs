use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    connect-src "https://{{api}}";
};

fn main() {
    let _ = CSP;
}
