use talisman::{Fragment, csp_fragment};

pub const WIDGET: Fragment = csp_fragment! {
    default-src "https://w.example";
    child-src "https://w.example";
    script-src "https://w.example/w.js";
};

fn main() {
    let _ = WIDGET;
}
