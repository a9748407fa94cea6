//! A constant with changes out of configuration: what a derived constant would be, and nothing that a value was not meant to do.

mod equal;
mod extension;
mod printed;
mod reported;
mod values;

use talisman::{Changes, Finding, Policy, PolicyError, talisman_policy};

pub(crate) const SITE: Policy = talisman_policy! {
    #![allow(csp-script-unsafe-eval, reason = "a template engine compiles in the page")]
    force_https: 307,
    force_https_hosts: ["site.example"],
    content_security_policy: {
        default-src self;
        script-src self nonce unsafe-eval;
        img-src self data:;
        connect-src self;
        object-src none;
        base-uri none;
    },
    content_security_policy_report_only: { default-src none; report-to csp; },
    reporting_endpoints: { csp: "/reports" },
    session_cookie_names: ["session"],
    custom_fields: { x-robots-tag: "noindex" },
};

pub(crate) fn changed(policy: &Policy, changes: &Changes) -> Result<Policy, PolicyError> {
    policy.with_changes(changes).map(|(policy, _)| policy)
}

pub(crate) fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(Finding::code).collect()
}
