use http::HeaderValue;
use talisman::{Csp, csp, header_value};

const CSP: Csp = csp! { default-src self; };
static VALUE: HeaderValue = header_value!(CSP, "Content-Security-Policy");

fn main() {
    let _ = &VALUE;
}
