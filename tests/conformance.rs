//! Every row of `conformance/`, read from its text.
//!
//! The same rows are read from Rust tokens inside `talisman-expand`, where macros can be called as functions.

use talisman_tests::{Outcome, WEAKNESSES, rows};

#[test]
fn content_security_policy() {
    hold("content-security-policy");
}

#[test]
fn weaknesses() {
    hold(WEAKNESSES);
}

#[test]
fn strict_transport_security() {
    hold("strict-transport-security");
}

#[test]
fn permissions_policy() {
    hold("permissions-policy");
}

#[test]
fn feature_policy() {
    hold("feature-policy");
}

#[test]
fn document_policy() {
    hold("document-policy");
}

#[test]
fn referrer_policy() {
    hold("referrer-policy");
}

#[test]
fn x_frame_options() {
    hold("x-frame-options");
}

#[test]
fn x_content_type_options() {
    hold("x-content-type-options");
}

#[test]
fn x_xss_protection() {
    hold("x-xss-protection");
}

#[test]
fn x_download_options() {
    hold("x-download-options");
}

#[test]
fn cross_origin_opener_policy() {
    hold("cross-origin-opener-policy");
}

#[test]
fn cross_origin_embedder_policy() {
    hold("cross-origin-embedder-policy");
}

#[test]
fn cross_origin_resource_policy() {
    hold("cross-origin-resource-policy");
}

#[test]
fn document_isolation_policy() {
    hold("document-isolation-policy");
}

#[test]
fn origin_agent_cluster() {
    hold("origin-agent-cluster");
}

#[test]
fn x_dns_prefetch_control() {
    hold("x-dns-prefetch-control");
}

#[test]
fn x_permitted_cross_domain_policies() {
    hold("x-permitted-cross-domain-policies");
}

#[test]
fn reporting_endpoints() {
    hold("reporting-endpoints");
}

#[test]
fn integrity_policy() {
    hold("integrity-policy");
}

#[test]
fn clear_site_data() {
    hold("clear-site-data");
}

#[test]
fn report_to() {
    hold("report-to");
}

#[test]
fn nel() {
    hold("nel");
}

/// Reads every row that has a text, and tells of all that give something else than they say.
#[track_caller]
fn hold(file: &str) {
    let rows = rows(file);
    let failures: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let text = row.text.as_deref()?;
            let header = row
                .header(file)
                .unwrap_or_else(|| panic!("{}: no such field", row.name));
            let found = Outcome::of_text(header, text).about(file, row);
            let expected = row.expected();
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
