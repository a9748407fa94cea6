use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    nel: { "report_to": "a", "max_age": },
};

fn main() {
    let _ = POLICY;
}
