use talisman::{Fragment, csp_fragment};

pub const WIDGET: Fragment = csp_fragment! {
    style-src unsafe-inline;
};

fn main() {
    let _ = WIDGET;
}
