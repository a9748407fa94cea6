use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    feature_policy: { camera none self; },
};

fn main() {
    let _ = POLICY;
}
