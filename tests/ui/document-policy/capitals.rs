use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    document_policy: { JS-Profiling: true },
};

fn main() {
    let _ = POLICY;
}
