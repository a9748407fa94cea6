use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: Same-Origin,
    cross_origin_embedder_policy: "Require-Corp",
    document_isolation_policy: Isolate-And-Require-Corp,
    cross_origin_resource_policy: Same-Site,
};

fn main() {
    let _ = POLICY;
}
