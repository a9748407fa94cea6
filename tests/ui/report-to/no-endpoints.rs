use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    report_to: { "group": "a", "max_age": 60, "endpoints": [] },
};

fn main() {
    let _ = POLICY;
}
