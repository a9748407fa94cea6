use talisman::{Csp, csp, header_value};

const CSP: Csp = csp! { default-src self; };

fn main() {
    let _ = header_value!(CSP, "Content-Security-Policy");
}
