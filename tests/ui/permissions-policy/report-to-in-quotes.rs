use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: "camera=();report-to=\"main\"",
};

fn main() {
    let _ = POLICY;
}
