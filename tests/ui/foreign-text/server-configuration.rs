use talisman::{Csp, csp};

const CSP: Csp =
    csp!(r#"add_header Content-Security-Policy "default-src 'self'; img-src data:" always;"#);

fn main() {
    let _ = CSP;
}
