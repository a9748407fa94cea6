use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    report_to: [],
};

fn main() {
    let _ = POLICY;
}
