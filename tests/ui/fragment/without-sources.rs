use talisman::{Fragment, csp_fragment};

pub const WIDGET: Fragment = csp_fragment! {
    sandbox allow-scripts;
};

fn main() {
    let _ = WIDGET;
}
