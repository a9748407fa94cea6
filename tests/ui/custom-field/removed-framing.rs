use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    remove_fields: [transfer-encoding],
};

fn main() {
    let _ = POLICY;
}
