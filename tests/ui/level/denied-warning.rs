use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![deny(feature-policy-legacy)]
    feature_policy: { camera none; },
};

fn main() {
    let _ = POLICY;
}
