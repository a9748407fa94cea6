#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(report-only-alone)]
    content_security_policy: { default-src self; report-uri "/csp"; },
    content_security_policy_report_only: true,
};

fn main() {
    let _ = POLICY;
}
