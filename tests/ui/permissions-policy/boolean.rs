use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: { camera: true },
};

fn main() {
    let _ = POLICY;
}
