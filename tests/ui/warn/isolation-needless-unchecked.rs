#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: unchecked("same-origin"),
    cross_origin_embedder_policy: unchecked("require-corp"),
    document_isolation_policy: unchecked("isolate-and-require-corp"),
};

fn main() {
    let _ = POLICY;
}
