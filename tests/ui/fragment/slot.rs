use talisman::{Fragment, csp_fragment};

pub const WIDGET: Fragment = csp_fragment! {
    form-action {login: origin};
};

fn main() {
    let _ = WIDGET;
}
