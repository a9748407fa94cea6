use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    document_policy: { unchecked("A"): true },
};

fn main() {
    let _ = POLICY;
}
