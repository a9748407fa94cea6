#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: unsafe-none,
    cross_origin_embedder_policy_report_only: unsafe-none,
    document_isolation_policy: none,
};

fn main() {
    let _ = POLICY;
}
