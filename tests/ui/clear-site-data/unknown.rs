use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    clear_site_data: [cookie, "localStorage", everything-else],
};

fn main() {
    let _ = POLICY;
}
