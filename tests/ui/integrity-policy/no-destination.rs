use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    integrity_policy: { sources: (inline) },
};

fn main() {
    let _ = POLICY;
}
