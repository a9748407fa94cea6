use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    x_permitted_cross_domain_policies: master_only,
};

fn main() {
    let _ = POLICY;
}
