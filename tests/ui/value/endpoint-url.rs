use talisman::{Csp, csp};

const CSP: Csp = csp! {
    report-to "https://r.example/";
};

fn main() {
    let _ = CSP;
}
