use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    nel: [{ "max_age": 0 }, { "max_age": 0 }],
};

fn main() {
    let _ = POLICY;
}
