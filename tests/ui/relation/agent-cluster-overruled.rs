#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: same-origin,
    cross_origin_embedder_policy: require-corp,
    origin_agent_cluster: "?0",
};

fn main() {
    let _ = POLICY;
}
