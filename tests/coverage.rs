//! Nothing is without a proof: each problem has a row and a case, each word of a table has a row.

use std::collections::BTreeSet;

use talisman_policy::Problem;
use talisman_policy::headers::Header;
use talisman_policy::headers::clear_site_data::DataType;
use talisman_policy::headers::cross_origin_embedder_policy::EmbedderPolicy;
use talisman_policy::headers::cross_origin_opener_policy::OpenerPolicy;
use talisman_policy::headers::cross_origin_resource_policy::CrossOriginResourcePolicy;
use talisman_policy::headers::csp::{
    DirectiveName, HashAlgorithm, Hashed, Keyword, RemovedKeyword, SandboxToken,
};
use talisman_policy::headers::document_isolation_policy::IsolationPolicy;
use talisman_policy::headers::document_policy::ConfigurationPoint;
use talisman_policy::headers::origin_agent_cluster::OriginAgentCluster;
use talisman_policy::headers::permissions::FeatureName;
use talisman_policy::headers::referrer_policy::{MetaToken, PolicyToken};
use talisman_policy::headers::report_to::{EndpointMember, GroupMember};
use talisman_policy::headers::x_dns_prefetch_control::XDnsPrefetchControl;
use talisman_policy::headers::x_permitted_cross_domain_policies::XPermittedCrossDomainPolicies;
use talisman_policy::headers::{integrity_policy, nel, x_frame_options};
use talisman_policy::policy::OptionName;
use talisman_tests::{FILES, recorded, rows};

/// What a derived policy is told of its base. Only the compiler knows the base: no row can hold both.
const OF_THE_BASE: &[&str] = &[
    "csp-not-in-base",
    "csp-append-to-none",
    "csp-source-not-in-base",
    "csp-nothing-left",
    "csp-edit-of-none",
    "field-over-budget-with-base",
];

/// What no row is long enough for.
const OF_LENGTH: &str = "field-long";

/// What no option can be told: one without a value is told `policy-missing-value`.
const OF_TEXTS_ALONE: &[&str] = &[
    "referrer-policy-empty",
    "frame-options-empty",
    "content-type-options-empty",
    "download-options-empty",
    "cross-origin-opener-policy-empty",
    "cross-origin-embedder-policy-empty",
    "cross-origin-resource-policy-empty",
    "document-isolation-policy-empty",
    "origin-agent-cluster-empty",
    "dns-prefetch-control-empty",
    "permitted-cross-domain-policies-empty",
    "clear-site-data-empty",
];

#[test]
fn every_problem_has_a_row() {
    let told: BTreeSet<String> = FILES
        .iter()
        .flat_map(|file| rows(file))
        .flat_map(|row| row.problems)
        .filter_map(|problem| problem.split_once('@').map(|(code, _)| code.to_owned()))
        .collect();
    nothing_is_missing(
        "no row in conformance/",
        codes()
            .filter(|code| !told.contains(code) && code != OF_LENGTH)
            .filter(|code| !OF_THE_BASE.contains(&&**code)),
    );
    nothing_is_missing(
        "no such problem, but a row",
        told.iter()
            .filter(|code| !codes().any(|known| known == **code))
            .cloned(),
    );
}

#[test]
fn every_problem_has_a_case() {
    let recorded = recorded().join("\n");
    let has_case = |code: &str| recorded.contains(&format!("[{code}]"));
    nothing_is_missing(
        "no case in ui/",
        codes().filter(|code| !has_case(code) && !OF_TEXTS_ALONE.contains(&&**code)),
    );
    nothing_is_missing(
        "listed as a problem of texts alone, but with a case",
        OF_TEXTS_ALONE
            .iter()
            .filter(|code| has_case(code))
            .map(ToString::to_string),
    );
}

#[test]
fn every_word_of_a_table_has_a_row() {
    let texts: Vec<String> = FILES
        .iter()
        .flat_map(|file| rows(file))
        .map(|row| {
            format!(
                "{} {}",
                row.text.as_deref().unwrap_or_default(),
                row.tokens()
            )
        })
        .collect();
    let is_word = |c: char| c.is_ascii_alphanumeric() || "-_'*?".contains(c);
    let words: BTreeSet<String> = texts
        .iter()
        .flat_map(|text| text.split(|c| !is_word(c)).filter(|word| !word.is_empty()))
        .map(str::to_ascii_lowercase)
        .collect();
    let missing = tables()
        .into_iter()
        .filter(|word| !words.contains(&word.to_ascii_lowercase()));
    nothing_is_missing("no row in conformance/", missing.map(str::to_owned));
    for hashed in Hashed::ALL {
        for algorithm in HashAlgorithm::ALL
            .iter()
            .filter(|_| *hashed == Hashed::Code)
        {
            let start = format!("'{hashed}{algorithm}-");
            assert!(
                texts.iter().any(|text| text.contains(&start)),
                "no row with {start}"
            );
        }
        assert!(
            texts
                .iter()
                .any(|text| text.contains(&format!("'{hashed}sha256-"))),
            "no row with '{hashed}sha256-"
        );
    }
}

#[test]
fn every_header_has_a_file_of_rows() {
    let is_missing = |header: &&Header| {
        let file = header.as_str().to_ascii_lowercase();
        !FILES.contains(&file.trim_end_matches("-report-only"))
    };
    nothing_is_missing(
        "no file in conformance/",
        Header::ALL
            .iter()
            .filter(is_missing)
            .map(ToString::to_string),
    );
}

/// Every word of every table.
fn tables() -> Vec<&'static str> {
    let mut words = Vec::new();
    words.extend(DirectiveName::ALL.iter().map(|word| word.as_str()));
    words.extend(Keyword::ALL.iter().map(|word| word.as_str()));
    words.extend(RemovedKeyword::ALL.iter().map(|word| word.as_str()));
    words.extend(SandboxToken::ALL.iter().map(|word| word.as_str()));
    words.extend(FeatureName::ALL.iter().map(|word| word.as_str()));
    words.extend(ConfigurationPoint::ALL.iter().map(|word| word.as_str()));
    words.extend(PolicyToken::ALL.iter().map(|word| word.as_str()));
    words.extend(MetaToken::ALL.iter().map(|word| word.as_str()));
    words.extend(
        x_frame_options::Keyword::ALL
            .iter()
            .map(|word| word.as_str()),
    );
    words.extend(DataType::ALL.iter().map(|word| word.as_str()));
    words.extend(
        integrity_policy::MemberName::ALL
            .iter()
            .map(|word| word.as_str()),
    );
    words.extend(
        integrity_policy::Destination::ALL
            .iter()
            .map(|word| word.as_str()),
    );
    words.extend(
        integrity_policy::Source::ALL
            .iter()
            .map(|word| word.as_str()),
    );
    words.extend(GroupMember::ALL.iter().map(|word| word.as_str()));
    words.extend(EndpointMember::ALL.iter().map(|word| word.as_str()));
    words.extend(nel::MemberName::ALL.iter().map(|word| word.as_str()));
    words.extend(OpenerPolicy::ALL.iter().map(|word| word.as_str()));
    words.extend(EmbedderPolicy::ALL.iter().map(|word| word.as_str()));
    words.extend(IsolationPolicy::ALL.iter().map(|word| word.as_str()));
    words.extend(
        CrossOriginResourcePolicy::ALL
            .iter()
            .map(|word| word.as_str()),
    );
    words.extend(OriginAgentCluster::ALL.iter().map(|word| word.as_str()));
    words.extend(XDnsPrefetchControl::ALL.iter().map(|word| word.as_str()));
    words.extend(
        XPermittedCrossDomainPolicies::ALL
            .iter()
            .map(|word| word.as_str()),
    );
    words.extend(OptionName::ALL.iter().map(|word| word.as_str()));
    words
}

fn codes() -> impl Iterator<Item = String> {
    Problem::codes().map(|code| code.name.to_owned())
}

#[track_caller]
fn nothing_is_missing(what: &str, missing: impl Iterator<Item = String>) {
    let missing: Vec<String> = missing.collect();
    assert!(missing.is_empty(), "{what}: {}", missing.join(", "));
}
