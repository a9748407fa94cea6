#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(origin-agent-cluster-site-keyed)]
    origin_agent_cluster: "?0",
};

fn main() {
    let _ = POLICY;
}
