#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy_report_only: same-origin,
    cross_origin_embedder_policy_report_only: require-corp,
    document_isolation_policy_report_only: isolate-and-require-corp,
};

fn main() {
    let _ = POLICY;
}
