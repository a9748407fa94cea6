use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    activate_storage_access: retry; allowed-origin = "a.example"; allowed-origin = "*",
};

fn main() {
    let _ = POLICY;
}
