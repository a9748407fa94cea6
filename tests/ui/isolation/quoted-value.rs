use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: "\"same-origin\"",
    cross_origin_embedder_policy: "\"require-corp\"",
    document_isolation_policy: "\"isolate-and-require-corp\"",
};

fn main() {
    let _ = POLICY;
}
