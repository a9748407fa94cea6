use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    document_policy: "js-profiling;report-to=a;report-to=b",
};

fn main() {
    let _ = POLICY;
}
