use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src self;
    report-uri "https://" "https://r.example:99999/csp" "ftp://r.example/csp" "none" "https:/r.example/csp";
};

fn main() {
    let _ = CSP;
}
