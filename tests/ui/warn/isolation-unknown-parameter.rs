#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: same-origin; endpoint = "main",
    cross_origin_embedder_policy: require-corp; mode = 1,
    document_isolation_policy: isolate-and-require-corp; mode = 1,
};

fn main() {
    let _ = POLICY;
}
