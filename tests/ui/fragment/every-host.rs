use talisman::{Fragment, csp_fragment};

pub const WIDGET: Fragment = csp_fragment! {
    connect-src *;
};

fn main() {
    let _ = WIDGET;
}
