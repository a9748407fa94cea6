#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(origin-agent-cluster-site-keyed)]
    origin_agent_cluster: "?0",
};
const AS_A_WORD: Policy = talisman_policy! {
    #![warn(origin-agent-cluster-site-keyed)]
    origin_agent_cluster: false,
};
const LEFT_OUT: Policy = talisman_policy! {
    origin_agent_cluster: off,
};

fn main() {
    let _ = (POLICY, AS_A_WORD, LEFT_OUT);
}
