//! What a message offers to be pasted mends what it is about: applied where it belongs, the problem is gone and no error is new.
//!
//! The same is shown of remedies among Rust tokens inside `talisman-expand`, where macros can be called as functions.

use std::collections::BTreeSet;

use talisman_policy::Severity;
use talisman_policy::headers::{Checked, Finding, Header, check_text_with_advice};
use talisman_tests::{CORPUS, FILES, corpus, rows};

/// Fewer would not be what the rows offer.
const AT_LEAST: usize = 100;

/// The errors that a remedy brings to light, by its code. In each of these texts two things are wrong at one place.
const BROUGHT_TO_LIGHT: &[(&str, &str)] = &[
    // `none unsafe-inline`: with its quotes the first is 'none', and the second is beside it.
    ("csp-unquoted-keyword", "csp-none-with-others"),
];

#[test]
fn a_remedy_mends_what_it_is_about() {
    let texts = of_the_rows().chain(of_the_corpus());
    let (mut tried, mut failures, mut found) = (0, Vec::new(), BTreeSet::new());
    for (name, header, text) in texts {
        let checked = check_text_with_advice(header, &text);
        for finding in &checked.findings {
            let Some(instead) = &finding.explanation.instead else {
                continue;
            };
            tried += 1;
            let mut mended = text.clone();
            mended.replace_range(finding.range.clone(), instead);
            let again = check_text_with_advice(header, &mended);
            let codes = errors(&again).into_iter();
            found.extend(codes.map(|error| (finding.explanation.code, error)));
            if let Some(failure) = failure(&checked, finding, &mended, &again) {
                let code = finding.explanation.code;
                failures.push(format!(
                    "{name}: {code}\n    {text}\n    {mended}\n  {failure}\n"
                ));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {tried} remedies:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(tried >= AT_LEAST, "only {tried} remedies were tried");
    for pair in BROUGHT_TO_LIGHT {
        assert!(
            found.contains(pair),
            "{pair:?} is brought to light by nothing"
        );
    }
}

/// What is wrong with what came of a remedy.
fn failure(before: &Checked, mended: &Finding, text: &str, after: &Checked) -> Option<String> {
    let code = mended.explanation.code;
    if count(after, code) >= count(before, code) {
        return Some(format!("still has {code}"));
    }
    let help = &mended.explanation.help;
    let wish = help
        .strip_prefix("write ")
        .map(|wish| wish.trim_matches('`'));
    let wish = wish.filter(|wish| !wish.contains(char::is_whitespace));
    if let Some(wish) = wish.filter(|wish| !stands(text, wish)) {
        return Some(format!("does not have {wish}, as its message says"));
    }
    let is_new = |new: &&str| {
        count(after, new) > count(before, new) && !BROUGHT_TO_LIGHT.contains(&(code, new))
    };
    let new: Vec<&str> = errors(after).into_iter().filter(is_new).collect();
    if !new.is_empty() {
        return Some(format!("now has {}", new.join(", ")));
    }
    let is_mended = errors(after)
        .iter()
        .all(|left| BROUGHT_TO_LIGHT.contains(&(code, left)));
    let was_alone = errors(before) == [code];
    (was_alone && !is_mended && after.serialized.is_none())
        .then(|| format!("is still refused: {}", errors(after).join(", ")))
}

/// Whether a word is in a text, and is not a part of a longer one.
fn stands(text: &str, word: &str) -> bool {
    let is_end = |c: char| c.is_whitespace() || ";,=():{}[]".contains(c);
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + word.len()..]);
        let starts = before.is_empty() || before.ends_with(is_end) || word.starts_with(is_end);
        starts && (behind.is_empty() || behind.starts_with(is_end) || word.ends_with(is_end))
    })
}

fn count(checked: &Checked, code: &str) -> usize {
    let codes = checked.findings.iter().map(|found| found.explanation.code);
    codes.filter(|found| *found == code).count()
}

fn errors(checked: &Checked) -> Vec<&'static str> {
    checked
        .findings
        .iter()
        .filter(|finding| finding.explanation.severity == Severity::Error)
        .map(|finding| finding.explanation.code)
        .collect()
}

fn of_the_rows() -> impl Iterator<Item = (String, Header, String)> {
    FILES.iter().flat_map(|file| {
        rows(file).into_iter().filter_map(|row| {
            let header = row.header(file)?;
            Some((row.name, header, row.text?))
        })
    })
}

fn of_the_corpus() -> impl Iterator<Item = (String, Header, String)> {
    CORPUS.iter().flat_map(|file| {
        corpus(file).into_iter().filter_map(|specimen| {
            let header = specimen.known_header()?;
            Some((specimen.source, header, specimen.value))
        })
    })
}
