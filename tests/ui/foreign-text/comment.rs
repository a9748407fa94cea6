use talisman::{Csp, csp};

const CSP: Csp = csp!(
    "default-src 'self'; img-src 'self' data: // our own
        ; font-src 'self' # and no others"
);

fn main() {
    let _ = CSP;
}
