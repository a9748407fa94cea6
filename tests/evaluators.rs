//! Every check of the tools that judge policies has its answer here: the same finding, or why it is none.

use std::collections::BTreeSet;

use serde::Deserialize;
use talisman_policy::headers::csp::weakness;
use talisman_policy::headers::{Header, check_text_with_advice};
use talisman_policy::{Code, Severity};
use talisman_tests::toml;

/// The findings that each tool can have of a field's text.
const CHECKS: &[(&str, usize)] = &[("csp-evaluator", 31), ("observatory", 24), ("neither", 32)];

/// What no tool asks about, and no specification calls an error.
const OUR_OWN: &[&str] = &[
    "csp-script-blob",
    "csp-bypass-host",
    "csp-form-action-redirects",
    "csp-worker-star",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    tool: String,
    id: String,
    #[serde(default = "csp")]
    header: String,
    text: String,
    code: Option<String>,
    not_repeated: Option<String>,
}

fn csp() -> String {
    Header::ContentSecurityPolicy.as_str().to_owned()
}

fn checks() -> Vec<Check> {
    #[derive(Deserialize)]
    struct File {
        check: Vec<Check>,
    }

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/evaluators.toml");
    toml::<File>(path).check
}

#[test]
fn every_check_has_its_answer() {
    let failures: Vec<String> = checks().iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn failure(check: &Check) -> Option<String> {
    let Check {
        tool,
        id,
        text,
        code,
        not_repeated,
        ..
    } = check;
    let header = Header::from_word(&check.header).expect("the header is known");
    let findings = check_text_with_advice(header, text).findings;
    let holds = match (code, not_repeated) {
        (Some(code), None) => findings.iter().any(|it| it.explanation.code == code),
        (None, Some(why)) => {
            let is_advice = |severity| severity == Severity::Advice;
            !why.is_empty() && findings.iter().all(|it| is_advice(it.explanation.severity))
        }
        _ => false,
    };
    let codes: Vec<&str> = findings.iter().map(|it| it.explanation.code).collect();
    let answer = code.as_ref().or(not_repeated.as_ref());
    (!holds).then(|| format!("{tool} {id}: {text}\n  expected {answer:?}\n  found {codes:?}"))
}

#[test]
fn no_check_is_left_out() {
    let checks = checks();
    for (tool, count) in CHECKS {
        let of_tool = checks.iter().filter(|check| check.tool == *tool);
        let ids: BTreeSet<&str> = of_tool.map(|check| check.id.as_str()).collect();
        assert_eq!(ids.len(), *count, "{tool}: {ids:?}");
    }
}

#[test]
fn every_weakness_is_somebodys_check_or_our_own() {
    let checks = checks();
    let asked = |code: &Code| {
        checks
            .iter()
            .any(|check| check.code.as_deref() == Some(code.name))
    };
    for code in weakness::Problem::CODES {
        let name = code.name;
        assert_ne!(asked(code), OUR_OWN.contains(&name), "{name}");
    }
}
