use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    reporting_endpoints: {},
};

fn main() {
    let _ = POLICY;
}
