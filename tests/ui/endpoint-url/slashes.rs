#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    reporting_endpoints: { csp: "https:/reports.example.com/csp" },
};

fn main() {
    let _ = POLICY;
}
