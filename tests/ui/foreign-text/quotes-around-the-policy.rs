use talisman::{Csp, csp};

const CSP: Csp = csp!(r#""default-src 'self'; img-src data:""#);

fn main() {
    let _ = CSP;
}
