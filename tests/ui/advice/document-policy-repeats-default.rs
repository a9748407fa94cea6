#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(document-policy-repeats-default)]
    document_policy: { js-profiling: false },
};

fn main() {
    let _ = POLICY;
}
