use talisman::{Fragment, csp_fragment};

pub const WIDGET: Fragment = csp_fragment! {};

fn main() {
    let _ = WIDGET;
}
