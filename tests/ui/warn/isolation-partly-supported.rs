#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(cross-origin-opener-policy-partly-supported)]
    #![warn(cross-origin-embedder-policy-partly-supported)]
    cross_origin_opener_policy: noopener-allow-popups,
    cross_origin_embedder_policy: credentialless,
};

fn main() {
    let _ = POLICY;
}
