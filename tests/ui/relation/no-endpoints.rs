#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; report-to csp; report-uri "/csp"; },
};

fn main() {
    let _ = POLICY;
}
