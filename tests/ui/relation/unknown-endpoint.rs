#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    reporting_endpoints: { csp-reports: "/csp" },
    content_security_policy: { default-src self; report-to csp-report; },
};

fn main() {
    let _ = POLICY;
}
