//! Nothing is without a proof: each problem has a row and a case, each word of a table has a row.

use std::collections::BTreeSet;
use std::path::PathBuf;

use talisman_policy::Problem;
use talisman_policy::headers::csp::{HashAlgorithm, Hashed};
use talisman_policy::headers::{Header, Shape};
use talisman_policy::policy::OptionName;
use talisman_policy::policy::sent::Sent;
use talisman_tests::{FILES, recorded, rows};

/// What is reported about the base of a derived policy. Only the compiler knows the base: no row can hold both.
const OF_THE_BASE: &[&str] = &[
    "policy-delivery-of-base",
    "csp-not-in-base",
    "csp-append-to-none",
    "csp-source-not-in-base",
    "csp-nothing-left",
    "csp-edit-of-none",
    "field-over-budget-with-base",
    "field-over-inherited-budget",
    "policy-generic-base",
    "reporting-lost-endpoint",
    "reporting-nel-loses-report-to",
    "policy-base-not-first",
];

/// What is reported between a policy and a constant in it. Only the compiler knows the constant.
const OF_CONSTANTS: &[&str] = &[
    "connection-allowlist-blocks-constant",
    "csp-constant-slot-types",
    "reporting-constant-no-endpoints",
    "reporting-constant-unknown-endpoint",
];

/// What no row is long enough for.
const OF_LENGTH: &[&str] = &["field-long", "tokens-too-long"];

/// What is said of a text that is read while a program runs; `talisman-policy` tests it beside the code.
const OF_EXTENSIONS: &[&str] = &[
    "csp-extension-source",
    "csp-extension-directive",
    "csp-extension-fallback",
    "csp-extension-empty",
    "csp-slot-lost",
];

/// What is said of a fragment among Rust tokens: a text names no constant.
const OF_INCLUDES: &[&str] = &[
    "csp-include-path",
    "csp-include-among-options",
    "csp-include-in-fragment",
    "csp-include-without-policy",
    "csp-include-adds-nothing",
    "csp-include-script-hosts",
];

/// What depends on files or features; `talisman-expand` tests it beside the code, and the test `pages` what is enormous.
const OF_FILES: &[&str] = &[
    "pages-too-many-hashes",
    "tokens-hashed-line-ends",
    "tokens-needs-feature",
];

/// What depends on what is in a page; the cases have one.
const OF_PAGES: &[&str] = &[
    "pages-nothing-to-hash",
    "pages-hashed-nonce",
    "pages-auto-beside",
    "pages-auto-host",
    "pages-not-html",
    "pages-before-meta",
    "pages-blocked",
    "pages-unknown-placeholder",
    "pages-unused-source",
    "pages-url",
    "pages-nothing-enforced",
    "pages-of-base",
    "pages-of-fragment",
];

#[test]
fn every_problem_has_a_row() {
    let reported: BTreeSet<String> = FILES
        .iter()
        .flat_map(|file| rows(file))
        .flat_map(|row| row.problems)
        .filter_map(|problem| problem.split_once('@').map(|(code, _)| code.to_owned()))
        .collect();
    nothing_is_missing(
        "no row in conformance/",
        codes()
            .filter(|code| !reported.contains(code) && !OF_LENGTH.contains(&&**code))
            .filter(|code| !OF_THE_BASE.contains(&&**code) && !OF_FILES.contains(&&**code))
            .filter(|code| !OF_EXTENSIONS.contains(&&**code) && !OF_CONSTANTS.contains(&&**code))
            .filter(|code| !OF_INCLUDES.contains(&&**code))
            .filter(|code| !OF_PAGES.contains(&&**code)),
    );
    nothing_is_missing(
        "no such problem, but a row",
        reported
            .iter()
            .filter(|code| !codes().any(|known| known == **code))
            .cloned(),
    );
}

#[test]
fn every_problem_has_a_case() {
    let recorded = recorded().join("\n");
    let has_case = |code: &str| recorded.contains(&format!("[{code}]"));
    let of_texts_alone = of_texts_alone();
    nothing_is_missing(
        "no case in ui/",
        codes()
            .filter(|code| !has_case(code) && !OF_FILES.contains(&&**code))
            .filter(|code| !of_texts_alone.contains(code))
            .filter(|code| !OF_EXTENSIONS.contains(&&**code)),
    );
}

/// What is reported for a text without words and never for an option: one without a value gets `policy-missing-value`. Only a
/// block in braces may be empty.
fn of_texts_alone() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in FILES.iter() {
        for row in rows(file) {
            let is_empty = row.text.as_deref() == Some("");
            let Some(header) = row.header(file).filter(|_| is_empty) else {
                continue;
            };
            let has_words = match header.fact() {
                Shape::Words
                | Shape::FieldWords
                | Shape::CommaList
                | Shape::Item
                | Shape::InnerList => true,
                Shape::Parameters
                | Shape::Directives
                | Shape::FeatureDirectives
                | Shape::Dictionary
                | Shape::Json
                | Shape::Named => false,
            };
            let found = row.problems.iter().filter(|_| has_words);
            codes.extend(found.filter_map(|it| Some(it.strip_suffix('@')?.to_owned())));
        }
    }
    codes
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

/// Every word of every table.
fn tables() -> Vec<&'static str> {
    let mut words = OptionName::WORDS.to_vec();
    for header in Header::ALL {
        words.extend(header.words().iter().copied().flatten());
    }
    words
}

#[test]
fn every_table_of_words_is_in_the_row_of_its_header() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../talisman-policy/src/headers"
    );
    let table = std::fs::read_to_string(format!("{folder}/header/table.rs"));
    let table = table.expect("the table can be read");
    let mut missing = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("the file can be read");
            for words in source.split("\nwords! {").skip(1) {
                let name = words.split("pub enum ").nth(1).unwrap_or_default();
                let name = name.split([' ', ':']).next().unwrap_or_default();
                let is_in_the_table = table.lines().any(|line| {
                    let words = line.trim().strip_prefix("words: [");
                    words.is_some_and(|words| {
                        words
                            .split(|c: char| !c.is_alphanumeric())
                            .any(|word| word == name)
                    })
                });
                if !is_in_the_table && !OF_HASHES.contains(&name) {
                    missing.push(format!("{name} of {}", path.display()));
                }
            }
        }
    }
    nothing_is_missing("not in the table of headers", missing.into_iter());
}

#[test]
fn every_header_that_names_an_endpoint_says_which() {
    let mut tried = BTreeSet::new();
    for file in FILES.iter().map(String::as_str) {
        for row in rows(file) {
            let (Some(text), Some(_), Some(header)) =
                (&row.text, &row.serialized, row.header(file))
            else {
                continue;
            };
            let names_one = text.contains("report-to=") || text.contains("endpoints=");
            if !names_one || !row.problems.is_empty() {
                continue;
            }
            let sent = Sent {
                fields: vec![(header.field_name(), text.clone())],
                ..Sent::default()
            };
            let findings = sent.findings();
            let mut codes = findings.iter().map(|(_, found)| found.explanation.code);
            assert!(
                codes.any(|code| code == "reporting-no-endpoints"),
                "{file}: {text} reports to an endpoint that nothing declares"
            );
            tried.insert(header.field_name());
        }
    }
    assert!(tried.len() >= 8, "only {tried:?} were tried");
}

/// The tables of words that are part of a longer word.
const OF_HASHES: &[&str] = &["HashAlgorithm", "Hashed"];

fn codes() -> impl Iterator<Item = String> {
    Problem::codes().map(|code| code.name.to_owned())
}

#[track_caller]
fn nothing_is_missing(what: &str, missing: impl Iterator<Item = String>) {
    let missing: Vec<String> = missing.collect();
    assert!(missing.is_empty(), "{what}: {}", missing.join(", "));
}
