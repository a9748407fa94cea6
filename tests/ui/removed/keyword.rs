use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src wasm-eval;
};

fn main() {
    let _ = CSP;
}
