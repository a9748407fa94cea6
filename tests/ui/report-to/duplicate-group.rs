use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    report_to: [{ "group": "a", "max_age": 0 }, { "group": "a", "max_age": 0 }],
};

fn main() {
    let _ = POLICY;
}
