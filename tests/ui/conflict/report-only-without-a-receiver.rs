#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy_report_only: true,
};

fn main() {
    let _ = POLICY;
}
