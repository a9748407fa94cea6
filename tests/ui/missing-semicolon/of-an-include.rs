use talisman::{Csp, csp};

mod w {
    pub const WIDGET: talisman::Fragment = talisman::csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
    };
}

const POLICY: Csp = csp! {
    default-src self;
    img-src self data:
    include w::WIDGET;
    object-src none
};

fn main() {
    let _ = POLICY;
}
