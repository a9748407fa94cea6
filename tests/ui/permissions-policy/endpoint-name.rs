use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: { camera: (); report-to = 1 },
};

fn main() {
    let _ = POLICY;
}
