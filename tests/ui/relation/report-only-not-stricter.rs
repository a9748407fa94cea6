#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; object-src none; },
    content_security_policy_report_only: { default-src self; report-uri "/csp"; },
};

fn main() {
    let _ = POLICY;
}
