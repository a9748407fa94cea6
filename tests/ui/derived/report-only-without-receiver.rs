#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {};
const PAGE: Policy = talisman_policy! {
    ..SITE,
    content_security_policy_report_only: { ..; img-src self; },
};

fn main() {
    let _ = PAGE;
}
