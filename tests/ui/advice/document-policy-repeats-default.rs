#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![allow(document-policy-chromium-alone, reason = "it is for the profiler of Chromium")]
    #![warn(document-policy-repeats-default)]
    document_policy: { js-profiling: false },
};

fn main() {
    let _ = POLICY;
}
