//! What a message says to write, put where it says: the problem is gone, no error is new.
//!
//! Of the rows of conformance, of every case of the compiler's messages, and of what tired users wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use talisman_policy::headers::csp::Disposition;
use talisman_tests::{Position, Wish, faults, wishes};

use super::{Reported, Written, all, failure, places};

/// Fewer would not be what the cases offer.
const AT_LEAST: usize = 1_400;

/// What mends something else than what is underlined in a case, by the code.
const NOT_HERE: &[(&str, &str)] = &[
    // Goes into the literal that holds the whole value.
    ("hsts-missing-max-age", "max-age=31536000"),
    // The member is none whose value suits another.
    ("integrity-policy-unknown-member", "blocked-destinations"),
    ("integrity-policy-unknown-member", "endpoints"),
    ("integrity-policy-unknown-member", "sources"),
    ("json-unknown-member", "\"failure_fraction\""),
    ("json-unknown-member", "\"include_subdomains\""),
    ("json-unknown-member", "\"max_age\""),
    ("json-unknown-member", "\"report_to\""),
    ("json-unknown-member", "\"request_headers\""),
    ("json-unknown-member", "\"response_headers\""),
    ("json-unknown-member", "\"success_fraction\""),
    ("policy-unknown-option", "cross_origin_embedder_policy"),
    ("policy-unknown-option", "cross_origin_resource_policy"),
    ("policy-unknown-option", "origin_agent_cluster"),
    // The name of the option is underlined, and the endpoint is inside its value.
    ("reporting-unknown-endpoint", "csp"),
];

#[test]
fn what_a_message_says_to_write_mends_what_it_is_about() {
    let (mut tried, mut passed_over) = (0, 0);
    let (mut failures, mut not_here) = (BTreeMap::new(), BTreeSet::new());
    for written in all().chain(of_the_messages()).chain(of_the_faults()) {
        let Some(reported) = written.read() else {
            continue;
        };
        for remedy in &reported {
            let wishes = wishes(&remedy.help);
            if wishes.is_empty() || remedy.range.is_none() || remedy.is_conditional {
                passed_over += 1;
                continue;
            }
            let unmet = of_wishes(&written, &reported, remedy, &wishes);
            tried += wishes.len();
            for (text, failure) in unmet {
                if let Some(known) = NOT_HERE.iter().find(|known| **known == (remedy.code, text)) {
                    not_here.insert(*known);
                    continue;
                }
                failures
                    .entry((remedy.code, text.to_owned()))
                    .or_insert(format!(
                        "{}: {}\n    {}\n{failure}",
                        remedy.code, remedy.help, written.source
                    ));
            }
        }
    }
    let shown: Vec<String> = failures.into_values().collect();
    assert!(
        shown.is_empty(),
        "{} of {tried} texts ({passed_over} remedies describe what they ask for):\n{}",
        shown.len(),
        shown.join("\n")
    );
    assert!(
        tried >= AT_LEAST,
        "only {tried} texts were tried, and {passed_over} remedies passed over"
    );
    for known in NOT_HERE {
        assert!(not_here.contains(known), "{known:?} mends what it is about");
    }
}

/// The texts that mend nothing, and why: of those to choose from all, or none.
fn of_wishes<'w>(
    written: &Written,
    reported: &[Reported],
    remedy: &Reported,
    wishes: &'w [Wish],
) -> Vec<(&'w str, String)> {
    let judge = |wish: &'w Wish| (wish, of_wish(written, reported, remedy, wish));
    let judged: Vec<_> = wishes.iter().map(judge).collect();
    let fits = judged
        .iter()
        .any(|(wish, failure)| wish.is_choice && failure.is_none());
    let left = judged
        .into_iter()
        .filter(|(wish, _)| !(fits && wish.is_choice));
    left.filter_map(|(wish, failure)| Some((wish.text.as_str(), failure?)))
        .collect()
}

/// What is wrong with a text, wherever a user would put it.
fn of_wish(
    written: &Written,
    reported: &[Reported],
    remedy: &Reported,
    wish: &Wish,
) -> Option<String> {
    let mut failures = String::new();
    for mended in mended(written, remedy, wish) {
        let failure = match mended.read() {
            None => "does not lex".to_owned(),
            Some(after) => failure(reported, remedy.code, &after)?,
        };
        failures = format!("{failures}      {}\n  {failure}\n", mended.source);
    }
    Some(failures)
}

/// The policy with a text in the place of what is underlined, or of the whole word, entry or group; or, if it is an option with
/// its value, in the place of that option or after the others.
fn mended(written: &Written, remedy: &Reported, wish: &Wish) -> Vec<Written> {
    let Some(range) = &remedy.range else {
        return Vec::new();
    };
    let replaced = |range: &Range<usize>| written.with(range, &wish.text);
    let after = |at: usize| written.with(&(at..at), &format!(" {}", wish.text));
    let mut mended = match wish.position {
        Position::Instead => vec![replaced(range)],
        Position::Before => {
            return vec![written.with(&(range.start..range.start), &format!("{} ", wish.text))];
        }
        Position::After => return vec![after(range.end)],
    };
    // Between the quotes that are there.
    if let Some(whole) = &remedy.whole {
        let is_literal = written
            .source
            .get(whole.clone())
            .is_some_and(|it| it.starts_with('"'));
        mended.extend(is_literal.then(|| replaced(&(whole.start + 1..whole.end - 1))));
    }
    // A value that is missing, or brackets with nothing inside.
    let rest = written.source.get(range.end..).unwrap_or_default();
    mended.extend(rest.starts_with(':').then(|| after(range.end + 1)));
    let has_none = matches!(rest.trim_start().chars().next(), None | Some(','));
    let value = format!(": {}", wish.text);
    mended.extend(has_none.then(|| written.with(&(range.end..range.end), &value)));
    let is_empty = written.source.get(range.clone()) == Some("[]");
    mended.extend(is_empty.then(|| after(range.start + 1)));
    mended.extend(remedy.whole.iter().map(replaced));
    mended.extend(places::around(&written.source, range).iter().map(replaced));
    if written.of_csp.is_none() && wish.text.contains(": ") {
        match places::entry(&written.source, &wish.text) {
            Some(option) => mended.push(replaced(&option)),
            None if wish.text.contains('_') => {
                let source = written.source.trim_end().trim_end_matches(',');
                let source = format!("{source}, {}", wish.text);
                mended.push(Written {
                    source,
                    of_csp: None,
                });
            }
            None => {}
        }
    }
    mended
}

/// The macros of `ui/`.
fn of_the_messages() -> impl Iterator<Item = Written> {
    let mut found = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/ui");
    collect_files(&folder, &mut found);
    assert!(found.len() > 300, "only {} macros", found.len());
    found.into_iter()
}

fn collect_files(folder: &Path, found: &mut Vec<Written>) {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut paths: Vec<_> = paths.collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect_files(&path, found);
        } else if path.extension().is_some_and(|found| found == "rs") {
            let source = fs::read_to_string(&path).expect("the case can be read");
            if let Ok(tokens) = source.parse::<TokenStream>() {
                collect(tokens, &source, found);
            }
        }
    }
}

/// Finds `csp! { .. }` and `talisman_policy! { .. }`.
fn collect(tokens: TokenStream, source: &str, found: &mut Vec<Written>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        let before = tokens.get(..index).and_then(|before| match before {
            [.., TokenTree::Ident(name), TokenTree::Punct(sign)] if sign.as_char() == '!' => {
                Some(name.to_string())
            }
            _ => None,
        });
        let of_csp = match before.as_deref() {
            Some("csp") => Some(Disposition::Enforce),
            Some("talisman_policy") => None,
            _ => {
                collect(group.stream(), source, found);
                continue;
            }
        };
        let range = group.span().byte_range();
        if group.delimiter() != Delimiter::None {
            let source = source
                .get(range.start + 1..range.end - 1)
                .unwrap_or_default();
            found.push(Written {
                source: source.to_owned(),
                of_csp,
            });
        }
    }
}

fn of_the_faults() -> impl Iterator<Item = Written> {
    faults().into_iter().filter_map(|fault| {
        let of_csp = fault.csp.is_some().then_some(Disposition::Enforce);
        let source = fault.csp.or(fault.policy)?;
        Some(Written { source, of_csp })
    })
}
