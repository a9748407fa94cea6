use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: require-corp,
    cross_origin_embedder_policy: same-origin,
    document_isolation_policy: require-corp,
    cross_origin_resource_policy: credentialless,
};

fn main() {
    let _ = POLICY;
}
