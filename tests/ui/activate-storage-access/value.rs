use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    activate_storage_access: allow,
};

fn main() {
    let _ = POLICY;
}
