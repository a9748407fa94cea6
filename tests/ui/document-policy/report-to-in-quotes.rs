use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    document_policy: "js-profiling;report-to=\"main\"",
};

fn main() {
    let _ = POLICY;
}
