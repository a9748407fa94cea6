use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    feature_policy: { camra none; },
};

fn main() {
    let _ = POLICY;
}
