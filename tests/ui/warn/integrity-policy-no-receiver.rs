#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    integrity_policy_report_only: { blocked-destinations: (script) },
};

fn main() {
    let _ = POLICY;
}
