use talisman::{Csp, csp};

const CSP: Csp = csp!(r#"default-src \'self\'; script-src \'self\'"#);

fn main() {
    let _ = CSP;
}
