#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![allow(feature-policy-legacy, reason = "a kiosk runs Chromium 80")]
    feature_policy: { camera self; },
    permissions_policy: { camera: () },
};

fn main() {
    let _ = POLICY;
}
