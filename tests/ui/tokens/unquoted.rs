use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    script-src self sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;
    report-uri /csp;
};

fn main() {
    let _ = CSP;
}
