use talisman::{Csp, csp, header_value};

const CSP: Csp = csp! { default-src self; script-src nonce; object-src none; base-uri none; };

fn main() {
    let _ = header_value!(CSP, "content-security-policy");
}
