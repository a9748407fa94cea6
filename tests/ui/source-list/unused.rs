use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    source_lists: { cdn: ("https://a.example") },
};

fn main() {
    let _ = POLICY;
}
