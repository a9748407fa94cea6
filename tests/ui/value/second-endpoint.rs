use talisman::{Csp, csp};

const CSP: Csp = csp! {
    report-to one two;
};

fn main() {
    let _ = CSP;
}
