use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: "camera 'none'; zebra 'none'",
};

fn main() {
    let _ = POLICY;
}
