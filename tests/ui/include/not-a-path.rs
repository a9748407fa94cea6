use talisman::{Policy, talisman_policy};

mod w {
    pub const WIDGET: talisman::Fragment = talisman::csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
    };
}

const POLICY: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        include;
        include "w.json";
        include w::WIDGET img-src self;
        include w::WIDGET, w::WIDGET;
        include!(w::WIDGET);
        include += w::WIDGET;
    },
};

fn main() {
    let _ = POLICY;
}
