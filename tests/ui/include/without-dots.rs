use talisman::{Policy, talisman_policy};

mod w {
    pub const WIDGET: talisman::Fragment = talisman::csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
    };
}

const BASE: Policy = talisman_policy! { content_security_policy: { default-src self; } };
const DERIVED: Policy = talisman_policy! {
    ..BASE,
    content_security_policy: { include w::WIDGET; },
};

fn main() {
    let _ = DERIVED;
}
