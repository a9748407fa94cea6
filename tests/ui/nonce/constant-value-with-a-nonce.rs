use http::HeaderValue;
use talisman::{Csp, csp, header_value};

const CSP: Csp = csp! { default-src self; script-src nonce; object-src none; base-uri none; };
static VALUE: HeaderValue = header_value!(CSP, "content-security-policy");

fn main() {
    let _ = &VALUE;
}
