use talisman::{Csp, csp};

const CSP: Csp = csp! {
    report-uri "'/csp'";
};

fn main() {
    let _ = CSP;
}
