use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    custom_fields: { x-robots-tag },
};

fn main() {
    let _ = POLICY;
}
