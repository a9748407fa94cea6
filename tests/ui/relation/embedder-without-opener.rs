#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_embedder_policy: require-corp,
};

fn main() {
    let _ = POLICY;
}
