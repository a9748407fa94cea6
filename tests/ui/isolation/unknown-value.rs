use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: same-orgin,
    cross_origin_embedder_policy: strict,
    document_isolation_policy: isolate-and-require-cors,
    cross_origin_resource_policy: same-orgin,
};

fn main() {
    let _ = POLICY;
}
