use talisman::{Csp, Fragment, csp, csp_fragment};

mod w {
    pub const WIDGET: talisman::Fragment = talisman::csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
    };
}

const POLICY: Csp = csp!("default-src 'self'; include w::WIDGET; object-src 'none'");
const BOTH: Fragment = csp_fragment! {
    include w::WIDGET;
    img-src "https://b.example";
};

fn main() {
    let _ = (POLICY, BOTH);
}
