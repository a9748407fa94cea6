use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: same-origin; report-to = "a"; report-to = "b",
    cross_origin_embedder_policy: require-corp; report-to = "a"; report-to = "b",
    document_isolation_policy: isolate-and-require-corp; report-to = "a"; report-to = "b",
};

fn main() {
    let _ = POLICY;
}
