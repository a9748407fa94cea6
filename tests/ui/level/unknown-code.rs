use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![allow(feature-policy-legcy, reason = "x")]
};

fn main() {
    let _ = POLICY;
}
