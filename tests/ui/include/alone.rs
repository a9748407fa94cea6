use talisman::{Csp, Policy, csp, talisman_policy};

mod w {
    pub const WIDGET: talisman::Fragment = talisman::csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
    };
}

const POLICY: Csp = csp! { include w::WIDGET; };
const NONE: Policy = talisman_policy! { content_security_policy: off };
const DERIVED: Policy =
    talisman_policy! { ..NONE, content_security_policy: { ..; include w::WIDGET; } };

fn main() {
    let _ = (POLICY, DERIVED);
}
