use talisman::{Policy, talisman_policy};

mod w {
    pub const WIDGET: talisman::Fragment = talisman::csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
    };
}

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; object-src none; base-uri none; include w::WIDGET; },
    pages: ["pages/plain.html"],
};

fn main() {
    let _ = POLICY;
}
