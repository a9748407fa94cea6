use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    source_lists: { self: (https:) },
};

fn main() {
    let _ = POLICY;
}
