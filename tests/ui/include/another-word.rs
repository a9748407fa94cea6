use talisman::{Csp, csp};

mod w {
    pub const WIDGET: talisman::Fragment = talisman::csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
    };
}

const MISSPELT: Csp = csp! { default-src self; incldue w::WIDGET; };
const CAPITAL: Csp = csp! { default-src self; Include w::WIDGET; };
const RUST: Csp = csp! { default-src self; use w::WIDGET; };
const ALONE: Csp = csp! { default-src self; w::WIDGET; };
const SIGN: Csp = csp! { default-src self; -include w::WIDGET; };

fn main() {
    let _ = (MISSPELT, CAPITAL, RUST, ALONE, SIGN);
}
