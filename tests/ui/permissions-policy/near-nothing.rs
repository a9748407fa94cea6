use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: { zebra: () },
};

fn main() {
    let _ = POLICY;
}
