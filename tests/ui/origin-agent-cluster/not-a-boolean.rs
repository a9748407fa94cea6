use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    origin_agent_cluster: "true",
};

fn main() {
    let _ = POLICY;
}
