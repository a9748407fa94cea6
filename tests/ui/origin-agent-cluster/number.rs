use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    origin_agent_cluster: 1,
};

fn main() {
    let _ = POLICY;
}
