#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: same-origin; report-to = "Main",
    cross_origin_embedder_policy: require-corp; report-to = "Main",
    document_isolation_policy: isolate-and-require-corp; report-to = "Main",
};

fn main() {
    let _ = POLICY;
}
