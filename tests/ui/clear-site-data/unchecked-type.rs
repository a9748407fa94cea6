use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    clear_site_data: unchecked("a,b"),
};

fn main() {
    let _ = POLICY;
}
