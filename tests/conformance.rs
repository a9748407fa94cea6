//! Every row of `conformance/`, read from its text.
//!
//! The same rows are read from Rust tokens inside `talisman-expand`, where macros can be called as functions.

use talisman_policy::csp::Disposition;
use talisman_policy::header::Header;
use talisman_tests::{Outcome, Row, WEAKNESSES, rows};

#[test]
fn content_security_policy() {
    hold("content-security-policy", csp);
}

#[test]
fn weaknesses() {
    hold(WEAKNESSES, csp);
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

#[test]
fn cross_origin_opener_policy() {
    hold("cross-origin-opener-policy", |row| {
        match row.disposition.into() {
            Disposition::Enforce => Header::CrossOriginOpenerPolicy,
            Disposition::Report => Header::CrossOriginOpenerPolicyReportOnly,
        }
    });
}

#[test]
fn cross_origin_embedder_policy() {
    hold("cross-origin-embedder-policy", |row| {
        match row.disposition.into() {
            Disposition::Enforce => Header::CrossOriginEmbedderPolicy,
            Disposition::Report => Header::CrossOriginEmbedderPolicyReportOnly,
        }
    });
}

#[test]
fn cross_origin_resource_policy() {
    hold("cross-origin-resource-policy", |_| {
        Header::CrossOriginResourcePolicy
    });
}

#[test]
fn document_isolation_policy() {
    hold("document-isolation-policy", |row| {
        match row.disposition.into() {
            Disposition::Enforce => Header::DocumentIsolationPolicy,
            Disposition::Report => Header::DocumentIsolationPolicyReportOnly,
        }
    });
}

#[test]
fn origin_agent_cluster() {
    hold("origin-agent-cluster", |_| Header::OriginAgentCluster);
}

#[test]
fn x_dns_prefetch_control() {
    hold("x-dns-prefetch-control", |_| Header::XDnsPrefetchControl);
}

#[test]
fn x_permitted_cross_domain_policies() {
    hold("x-permitted-cross-domain-policies", |_| {
        Header::XPermittedCrossDomainPolicies
    });
}

#[test]
fn reporting_endpoints() {
    hold("reporting-endpoints", |_| Header::ReportingEndpoints);
}

#[test]
fn integrity_policy() {
    hold("integrity-policy", |row| match row.disposition.into() {
        Disposition::Enforce => Header::IntegrityPolicy,
        Disposition::Report => Header::IntegrityPolicyReportOnly,
    });
}

#[test]
fn clear_site_data() {
    hold("clear-site-data", |_| Header::ClearSiteData);
}

#[test]
fn report_to() {
    hold("report-to", |_| Header::ReportTo);
}

#[test]
fn nel() {
    hold("nel", |_| Header::Nel);
}

fn csp(row: &Row) -> Header {
    match row.disposition.into() {
        Disposition::Enforce => Header::ContentSecurityPolicy,
        Disposition::Report => Header::ContentSecurityPolicyReportOnly,
    }
}

/// Reads every row that has a text, and tells of all that give something else than they say.
#[track_caller]
fn hold(file: &str, header: impl Fn(&Row) -> Header) {
    let rows = rows(file);
    let failures: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let text = row.text.as_deref()?;
            let found = Outcome::of_text(header(row), text).about(file, row);
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
