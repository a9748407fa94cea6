use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    report_to: { "group": "a", "endpoints": [{ "weight": 1 }] },
};

fn main() {
    let _ = POLICY;
}
