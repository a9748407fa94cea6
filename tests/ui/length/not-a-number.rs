use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    max_field_length: small,
};

fn main() {
    let _ = POLICY;
}
