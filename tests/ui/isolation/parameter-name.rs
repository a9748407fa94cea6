use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: same-origin; report_to = "main",
    cross_origin_embedder_policy: "require-corp; Report-To=\"main\"",
    document_isolation_policy: isolate-and-require-corp; report-uri = "main",
};

fn main() {
    let _ = POLICY;
}
