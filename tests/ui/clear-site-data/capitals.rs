use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    clear_site_data: [Cookies],
};

fn main() {
    let _ = POLICY;
}
