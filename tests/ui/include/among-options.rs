use talisman::{Policy, talisman_policy};

mod w {
    pub const WIDGET: talisman::Fragment = talisman::csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
    };
}

const FIRST: Policy = talisman_policy! {
    include w::WIDGET,
    content_security_policy: { default-src self; },
};
const LAST: Policy = talisman_policy! {
    content_security_policy: { default-src self; },
    include: w::WIDGET,
};

fn main() {
    let _ = (FIRST, LAST);
}
