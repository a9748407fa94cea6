use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    integrity_policy: { blocked-destinations: [script] },
};

fn main() {
    let _ = POLICY;
}
