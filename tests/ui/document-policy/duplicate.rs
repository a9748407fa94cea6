use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    document_policy: { js-profiling: true, js-profiling: false },
};

fn main() {
    let _ = POLICY;
}
