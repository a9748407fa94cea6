#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy_report_only: {
        default-src none;
        upgrade-insecure-requests;
        report-to csp;
    },
    reporting_endpoints: { csp: "https://reports.example.com/csp" },
};

fn main() {
    let _ = POLICY;
}
