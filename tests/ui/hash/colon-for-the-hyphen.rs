use talisman::{Csp, csp};

const CSP: Csp = csp!("script-src 'sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");

fn main() {
    let _ = CSP;
}
