use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    nel: { "report_to": "a", "max_age": 60, "max_age": 120 },
};

fn main() {
    let _ = POLICY;
}
