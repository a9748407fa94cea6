use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    integrity_policy: { blocked-destination: (scripts), for: (a) },
};

fn main() {
    let _ = POLICY;
}
