use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_https_hosts: ["1.2.3"],
};

fn main() {
    let _ = POLICY;
}
