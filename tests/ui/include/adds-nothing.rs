#![deny(warnings)]

use talisman::{Policy, talisman_policy};

mod w {
    pub const WIDGET: talisman::Fragment = talisman::csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
    };
}

const POLICY: Policy = talisman_policy! {
    #![warn(csp-include-adds-nothing)]
    content_security_policy: {
        default-src self "https://w.example" "https://api.w.example"; script-src "https://w.example/w.js"; object-src none; base-uri none;
        include w::WIDGET;
        include w::WIDGET;
    },
};

fn main() {
    let _ = POLICY;
}
