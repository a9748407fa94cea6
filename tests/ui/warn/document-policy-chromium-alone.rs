#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    document_policy: { js-profiling: true },
};

fn main() {
    let _ = POLICY;
}
