#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(isolation-without-resource-policy)]
    cross_origin_opener_policy: same-origin,
    cross_origin_embedder_policy: require-corp,
};

fn main() {
    let _ = POLICY;
}
