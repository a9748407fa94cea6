use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: same-origin; report-to = "https://r.example/",
    cross_origin_embedder_policy: require-corp; report-to,
    document_isolation_policy: isolate-and-require-corp; report-to = 1,
};

fn main() {
    let _ = POLICY;
}
