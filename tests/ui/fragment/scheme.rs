use talisman::{Fragment, csp_fragment};

pub const WIDGET: Fragment = csp_fragment! {
    img-src data:;
};

fn main() {
    let _ = WIDGET;
}
