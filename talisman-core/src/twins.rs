//! The fields of which a twin only reports: names in lower case.

use crate::text::same;

/// The enforced fields, each with its twin.
pub const TWINS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "content-security-policy-report-only",
    ),
    (
        "cross-origin-embedder-policy",
        "cross-origin-embedder-policy-report-only",
    ),
    (
        "cross-origin-opener-policy",
        "cross-origin-opener-policy-report-only",
    ),
    (
        "document-isolation-policy",
        "document-isolation-policy-report-only",
    ),
    ("permissions-policy", "permissions-policy-report-only"),
    ("document-policy", "document-policy-report-only"),
    ("integrity-policy", "integrity-policy-report-only"),
    ("connection-allowlist", "connection-allowlist-report-only"),
];

/// The field that only reports what this one enforces.
#[must_use]
pub const fn report_only_twin(field: &str) -> Option<&'static str> {
    let mut twins = TWINS;
    while let [(enforced, twin), rest @ ..] = twins {
        if same(enforced, field) {
            return Some(twin);
        }
        twins = rest;
    }
    None
}

/// Whether a field only reports what its twin enforces.
#[must_use]
pub const fn is_report_only(field: &str) -> bool {
    let mut twins = TWINS;
    while let [(_, twin), rest @ ..] = twins {
        if same(twin, field) {
            return true;
        }
        twins = rest;
    }
    false
}
