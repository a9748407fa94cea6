use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    nel: { "report_to": default, "max_age": 60 },
};

fn main() {
    let _ = POLICY;
}
