use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_https_hosts: ["https://a.example/"],
};

fn main() {
    let _ = POLICY;
}
