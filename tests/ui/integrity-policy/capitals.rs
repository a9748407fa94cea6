use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    integrity_policy: { Blocked-Destinations: (Script) },
};

fn main() {
    let _ = POLICY;
}
