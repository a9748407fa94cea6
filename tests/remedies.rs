//! What a message offers to be pasted mends what it is about: applied where it belongs, the problem is gone and no error is new.
//!
//! The same is shown of remedies among Rust tokens inside `talisman-expand`, where macros can be called as functions.

use std::collections::BTreeSet;
use std::ops::Range;

use talisman_policy::Severity;
use talisman_policy::headers::{Checked, Finding, Header, check_text_with_advice};
use talisman_tests::{CORPUS, FILES, Position, Wish, corpus, faults, rows, wishes};

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

/// Fewer would not be what the rows and the faults offer.
const WRITTEN_AT_LEAST: usize = 1_600;

#[test]
fn what_a_message_says_to_write_mends_what_it_is_about() {
    let (mut tried, mut passed_over) = (0, 0);
    let (mut failures, mut not_here) = (Vec::new(), BTreeSet::new());
    for (name, header, text) in of_the_rows().chain(of_the_corpus()).chain(of_the_faults()) {
        let checked = check_text_with_advice(header, &text);
        for finding in &checked.findings {
            let wishes = wishes(&finding.explanation.help);
            if wishes.is_empty() || finding.range.is_empty() {
                passed_over += 1;
                continue;
            }
            tried += wishes.len();
            let judge = |wish| failure_of(wish, header, &text, &checked, finding);
            let judged: Vec<_> = wishes.iter().map(|wish| (wish, judge(wish))).collect();
            let mut choices = judged.iter().filter(|(wish, _)| wish.is_choice);
            let fits = choices.any(|(_, failure)| failure.is_none());
            for (wish, failure) in judged {
                let Some(failure) = failure.filter(|_| !(fits && wish.is_choice)) else {
                    continue;
                };
                let explanation = &finding.explanation;
                let (code, help) = (explanation.code, &explanation.help);
                if let Some(known) = NOT_HERE.iter().find(|it| **it == (code, &wish.text)) {
                    not_here.insert(known);
                    continue;
                }
                failures.push(format!("{name}: {code}: {help}\n    {text}\n{failure}"));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {tried} texts ({passed_over} remedies describe what they ask for):\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(
        tried >= WRITTEN_AT_LEAST,
        "only {tried} texts were tried, and {passed_over} remedies passed over"
    );
    for known in NOT_HERE {
        assert!(not_here.contains(known), "{known:?} mends what it is about");
    }
}

/// What mends something else than what is underlined in a text, by the code.
const NOT_HERE: &[(&str, &str)] = &[
    // The name of a directive, whose value is the user's to choose.
    ("csp-empty-policy", "default-src"),
    // The name is underlined, and its value is missing with the sign before it.
    ("activate-storage-access-allowed-origin", "*"),
    (
        "activate-storage-access-allowed-origin",
        "\"https://a.example\"",
    ),
    ("hsts-invalid-max-age", "31536000"),
    ("json-syntax", "\"default\""),
    ("json-syntax", "2592000"),
    ("json-syntax", "true"),
    // The member is none whose value suits another.
    ("integrity-policy-unknown-member", "blocked-destinations"),
    ("integrity-policy-unknown-member", "endpoints"),
    ("integrity-policy-unknown-member", "sources"),
    // A fraction is a number of JSON, and this member takes none.
    ("json-syntax", "0.5"),
    // Inside of the brackets or of the object, which are there.
    ("json-wrong-type", "[\"ETag\"]"),
    ("report-to-no-endpoints", "\"max_age\": 0"),
    (
        "report-to-no-endpoints",
        "{ \"url\": \"https://reports.example.com/a\" }",
    ),
];

/// What is wrong with a text, wherever a user would put it: in the place of what is underlined, of the word around it, or of what
/// is between its quotes.
fn failure_of(
    wish: &Wish,
    header: Header,
    text: &str,
    before: &Checked,
    finding: &Finding,
) -> Option<String> {
    let code = finding.explanation.code;
    let range = &finding.range;
    let places = match wish.position {
        Position::Instead => places(text, range),
        Position::Before => std::iter::once(range.start..range.start).collect(),
        Position::After => std::iter::once(range.end..range.end).collect(),
    };
    let mut failures = String::new();
    for place in places {
        let mut mended = text.to_owned();
        let new = match wish.position {
            Position::Instead => wish.text.clone(),
            Position::Before => format!("{} ", wish.text),
            Position::After => format!(" {}", wish.text),
        };
        mended.replace_range(place, &new);
        let after = check_text_with_advice(header, &mended);
        let is_new = |new: &&str| {
            count(&after, new) > count(before, new) && !BROUGHT_TO_LIGHT.contains(&(code, new))
        };
        let new: Vec<&str> = errors(&after).into_iter().filter(is_new).collect();
        let failure = if count(&after, code) >= count(before, code) {
            format!("still has {code}")
        } else if new.is_empty() {
            return None;
        } else {
            format!("now has {}", new.join(", "))
        };
        failures = format!("{failures}      {mended}\n  {failure}\n");
    }
    Some(failures)
}

/// What is underlined, the word around it, what is between the same quotes, and the value after it.
fn places(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut places = vec![range.clone()];
    places.extend([" \t\r\n;", " \t\r\n;,()", ";", ","].map(|signs| around(text, range, signs)));
    let rest = text.get(range.start + 1..).unwrap_or_default();
    for end in ["'", "}}", "%>'", "%>"] {
        let at = rest.find(end).map(|at| range.start + 1 + at + end.len());
        places.extend(
            at.filter(|end| *end > range.end)
                .map(|end| range.start..end),
        );
    }
    let quoted = around(text, range, "\"");
    if quoted.start > 0 && quoted.end < text.len() {
        places.push(quoted.start - 1..quoted.end + 1);
        places.push(quoted);
    }
    let rest = text.get(range.end..).unwrap_or_default();
    if rest.starts_with(['=', ':']) {
        let start = range.end + 1;
        places.push(start..around(text, &(start..start), ",;}").end);
    }
    places.push(0..text.len());
    places
}

/// A range up to the signs around it.
fn around(text: &str, range: &Range<usize>, signs: &str) -> Range<usize> {
    let is_sign = |c: char| signs.contains(c);
    let start = text[..range.start].rfind(is_sign).map_or(0, |at| at + 1);
    let end = text[range.end..].find(is_sign);
    start..end.map_or(text.len(), |at| range.end + at)
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

fn of_the_faults() -> impl Iterator<Item = (String, Header, String)> {
    faults().into_iter().filter_map(|fault| {
        let name = fault.header.as_deref();
        let header = Header::from_word(name.unwrap_or("content-security-policy"))?;
        Some(("a fault".to_owned(), header, fault.text?))
    })
}
