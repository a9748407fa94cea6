use talisman::{Csp, csp};

const CSP: Csp = csp! {
    connect-src "http://[::1]:3000";
};

fn main() {
    let _ = CSP;
}
