//! The page of all messages says what the compiler says: it is made of the recorded cases of `ui/`.
//!
//! `MESSAGES=overwrite cargo test -p talisman-tests --test messages` writes it again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{env, fs};

use talisman_policy::headers::csp::slot;
use talisman_policy::headers::{Header, check_text};
use talisman_policy::policy::read_extension;
use talisman_policy::{Code, Explanation, Problem, Severity, pages, tokens};
use talisman_tests::recorded;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../src/messages.md");

#[test]
fn the_page_of_all_messages_is_what_the_compiler_says() {
    let page = page();
    if env::var_os("MESSAGES").is_some_and(|value| value == "overwrite") {
        fs::write(PAGE, &page).expect("the page can be written");
    }
    let recorded = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        recorded == page,
        "src/messages.md is not what the compiler says: MESSAGES=overwrite writes it again"
    );
}

#[test]
fn every_summary_is_one_short_sentence_in_lower_case() {
    for (code, message) in said() {
        let line = message.lines().next().unwrap_or_default();
        let (_, summary) = line.split_once(": ").expect("a severity is in front");
        let summary = summary.trim_start_matches("evaluation panicked: ");
        assert!(!summary.ends_with('.'), "{code}: {summary}");
        assert!(!message.contains("invalid "), "{code}: {message}");
        assert!(summary.len() < 220, "{code}: {} bytes", summary.len());
        let first = summary.split_whitespace().next().unwrap_or_default();
        let is_a_name = first.contains('-') || NAMES.contains(&first);
        let is_lower = !first.starts_with(|c: char| c.is_ascii_uppercase());
        assert!(is_lower || is_a_name, "{code}: {summary}");
    }
}

/// Names without a hyphen that a summary begins with.
const NAMES: &[&str] = &[
    "Firefox",
    "NEL",
    "OpenStreetMap's",
    "Sign",
    "Stripe",
    "YouTube's",
];

#[test]
fn every_specification_is_named_with_its_section() {
    for code in Problem::codes() {
        let has_no_sections = WITHOUT_SECTIONS.iter().any(|of| code.spec.starts_with(of));
        let is_named = code.spec.contains(" section ") && code.spec.contains(", ");
        assert!(is_named != has_no_sections, "{}: {}", code.name, code.spec);
    }
}

/// What is not a specification, or has no numbers.
const WITHOUT_SECTIONS: &[&str] = &[
    "no specification: ",
    "talisman_policy!, ",
    "Extension, what it adds",
    "hstspreload.org, ",
    "Adobe, Cross-domain policy file specification",
    "Permissions Policy features.md, ",
    "Document Policy explainer",
];

fn page() -> String {
    let said = said();
    let mut page = String::from(HEAD);
    for (of, codes) in Problem::TABLES {
        let of = of.trim().trim_start_matches("Of ").trim_end_matches('.');
        let of = of.trim_start_matches("a ").trim_start_matches("an ");
        let _ = write!(page, "\n# {}\n", upper_case_first(of));
        for code in *codes {
            let kind = kind(code);
            let message = said
                .get(code.name)
                .cloned()
                .or_else(|| without_a_case(code.name))
                .unwrap_or_else(|| panic!("no case in ui/ has {}", code.name));
            let _ = write!(page, "\n## `{}`\n\n{kind}\n\n", code.name);
            let _ = write!(page, "```text\n{message}\n```\n");
        }
    }
    page
}

/// What depends on a file beside the package, on a feature that the cases have, or on a text that a program reads.
fn without_a_case(code: &str) -> Option<String> {
    let problems: [Problem; 4] = [
        tokens::Problem::HashedLineEnds {
            path: "static/app.js".to_owned(),
        }
        .into(),
        tokens::Problem::NeedsFeature {
            found: "hash_file",
            feature: "hashes",
        }
        .into(),
        pages::Problem::TooManyHashes {
            path: "dist/index.html".to_owned(),
            length: 300_000,
        }
        .into(),
        slot::Problem::Lost {
            name: "login".to_owned(),
            slot: "{login:origin}".to_owned(),
        }
        .into(),
    ];
    let explained = problems.map(|problem| problem.explain());
    let it = explained.iter().find(|it| it.code == code)?;
    let severity = match it.severity {
        Severity::Error => "error",
        _ => "warning",
    };
    let remedy = it.remedy().replace('\n', "\n       ");
    Some(format!("{severity}: {}\n       {remedy}", it.summary))
}

const HEAD: &str = "\
Everything that talisman says about a policy: the permanent code of each message, an example that gets it, the message
as the compiler prints it, what to write instead, and the section of the specification that says so.

An **error** refuses the policy: a browser would misread it, or it can never do what it says. A **warning** is about
something legal that browsers ignore, or that is less than it looks. A **weakness** is a warning about something that does
what it says, and protects little. **Advice** is what a specialist would do further, and is reported only where it is asked for.
Warnings, weaknesses and advice have a level that a policy may set: [Levels](crate::talisman_policy#levels).
";

fn kind(code: &Code) -> &'static str {
    match code.severity {
        Severity::Error => "Error.",
        Severity::Warning => "Warning.",
        Severity::Weakness => "Weakness.",
        Severity::Advice => "Advice.",
    }
}

fn upper_case_first(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// The shortest message with each code, as a policy gets it that does not deny it.
fn said() -> BTreeMap<String, String> {
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for text in recorded() {
        for message in text.split("\n\n") {
            for code in Problem::codes() {
                let is_said = message.contains(&format!("[{}]", code.name))
                    && !message.contains("and here [");
                let message = || without_noise(message);
                let rank = |message: &str| {
                    let is_denied =
                        message.starts_with("error") && code.severity != Severity::Error;
                    (is_denied, message.len())
                };
                let is_better = |other: &String| rank(&message()) < rank(other);
                if is_said && said.get(code.name).is_none_or(is_better) {
                    said.insert(code.name.to_owned(), message());
                }
            }
        }
    }
    // No macro reads an extension.
    for text in ["script-src 'unsafe-inline'", "sandbox allow-scripts", ""] {
        for problem in read_extension(text).problems {
            let explanation = problem.problem.explain();
            said.entry(explanation.code.to_owned())
                .or_insert(as_text(&explanation));
        }
    }
    // Among options a header without a value gets another message than a text at start-up.
    for header in Header::ALL {
        for finding in check_text(*header, "").findings {
            let explanation = finding.explanation;
            said.entry(explanation.code.to_owned())
                .or_insert(as_text(&explanation));
        }
    }
    said
}

fn as_text(explanation: &Explanation) -> String {
    format!(
        "{}: {}\n{}",
        explanation.severity.as_str(),
        explanation.summary,
        explanation.remedy()
    )
}

/// A message without what the way of warning adds to it, and without where the case stands.
fn without_noise(message: &str) -> String {
    let message = message
        .split("\nnote: the lint level")
        .next()
        .unwrap_or_default();
    let lines = message
        .lines()
        .map(|line| match line.split_once(": use of deprecated ") {
            Some((_, rest)) => {
                let summary = rest.split_once("`: ").map_or(rest, |(_, summary)| summary);
                format!("warning: {summary}")
            }
            None => match line.split_once("--> ui/") {
                Some((margin, place)) => {
                    let place = place.split_once(':').map_or("", |(_, place)| place);
                    format!("{margin}--> src/main.rs:{place}")
                }
                None => line.to_owned(),
            },
        });
    let lines: Vec<String> = lines.collect();
    lines
        .join("\n")
        .trim_end_matches(['\n', ' ', '|'])
        .to_owned()
}
