//! A policy that only reports, where nothing is enforced that could.

use talisman::{Policy, talisman_policy};

const OFF: Policy = talisman_policy! { content_security_policy: off };
const MOVED: Policy = talisman_policy! {
    content_security_policy: { default-src self; object-src none; report-uri "/reports"; },
    content_security_policy_report_only: true,
};

const _: Policy = talisman_policy! {
    content_security_policy: off,
    content_security_policy_report_only: true,
};
const _: Policy = talisman_policy! { ..OFF, content_security_policy_report_only: true };
const _: Policy = talisman_policy! { ..MOVED, content_security_policy_report_only: true };

fn main() {}
