#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    origin_agent_cluster: true; report-to = "main",
};

fn main() {
    let _ = POLICY;
}
