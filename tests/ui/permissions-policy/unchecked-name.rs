use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: { unchecked("A b"): () },
};

fn main() {
    let _ = POLICY;
}
