//! Every row of `conformance/`, read from its text.
//!
//! The same rows are read from Rust tokens inside `talisman-macros`, where macros can be called as functions.

use talisman_policy::csp::Disposition;
use talisman_policy::header::Header;
use talisman_tests::{Outcome, Row, rows};

#[test]
fn content_security_policy() {
    hold("content-security-policy", |row| {
        match row.disposition.into() {
            Disposition::Enforce => Header::ContentSecurityPolicy,
            Disposition::Report => Header::ContentSecurityPolicyReportOnly,
        }
    });
}

#[test]
fn strict_transport_security() {
    hold("strict-transport-security", |_| {
        Header::StrictTransportSecurity
    });
}

#[test]
fn permissions_policy() {
    hold("permissions-policy", |_| Header::PermissionsPolicy);
}

#[test]
fn feature_policy() {
    hold("feature-policy", |_| Header::FeaturePolicy);
}

#[test]
fn document_policy() {
    hold("document-policy", |_| Header::DocumentPolicy);
}

#[test]
fn referrer_policy() {
    hold("referrer-policy", |_| Header::ReferrerPolicy);
}

#[test]
fn x_frame_options() {
    hold("x-frame-options", |_| Header::XFrameOptions);
}

#[test]
fn x_content_type_options() {
    hold("x-content-type-options", |_| Header::XContentTypeOptions);
}

#[test]
fn x_xss_protection() {
    hold("x-xss-protection", |_| Header::XXssProtection);
}

#[test]
fn x_download_options() {
    hold("x-download-options", |_| Header::XDownloadOptions);
}

/// Reads every row that has a text, and tells of all that give something else than they say.
#[track_caller]
fn hold(file: &str, header: impl Fn(&Row) -> Header) {
    let rows = rows(file);
    let failures: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let text = row.text.as_deref()?;
            let (found, expected) = (Outcome::of_text(header(row), text), row.expected());
            let differs = found != expected;
            differs.then(|| {
                format!(
                    "{}\n    {text}\n  expected {expected:?}\n  found    {found:?}\n",
                    row.name
                )
            })
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} rows:\n{}",
        failures.len(),
        rows.len(),
        failures.join("\n")
    );
}
