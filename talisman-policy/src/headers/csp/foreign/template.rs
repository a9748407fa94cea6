//! Placeholders of templates, and words that white space has split.

use super::Problem;
use crate::ground::suggest::nearest;
use crate::ground::word::{Spelling, Word};
use crate::headers::csp::keyword::Keyword;
use crate::headers::csp::source::{NONCE, QUOTES};
use crate::headers::csp::{lower, slot};

/// What begins a placeholder of a template, and what ends it.
const TEMPLATES: &[(&str, &str)] = &[
    ("{{", "}}"),
    ("<%", "%>"),
    ("<?", "?>"),
    ("{%", "%}"),
    ("${", "}"),
    ("#{", "}"),
    ("@{", "}"),
];

/// The words of a value, those in one that are a placeholder or a keyword with white space inside.
pub(in crate::headers::csp) fn joined(values: &[Word]) -> Vec<Word> {
    let mut found = Vec::with_capacity(values.len());
    let mut at = 0;
    while let Some(word) = values.get(at) {
        let length = match word.spelling {
            Spelling::Text => joined_length(values.get(at..).unwrap_or_default()),
            _ => 1,
        };
        let text = |words: &[Word]| {
            let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            texts.join(" ")
        };
        found.push(Word {
            text: values.get(at..at + length).map_or_else(String::new, text),
            ..word.clone()
        });
        at += length;
    }
    found
}

/// How many words the first of these is one with: far fewer than a value may have.
fn joined_length(values: &[Word]) -> usize {
    // A placeholder of more words is not known, and a text of words that all open one would be read again for each.
    const AT_MOST: usize = 8;
    let Some(first) = values.first().map(|word| word.text.as_str()) else {
        return 1;
    };
    let others = || values.iter().take(AT_MOST).enumerate().skip(1);
    for (begin, end) in TEMPLATES {
        let is_open = first
            .rfind(begin)
            .is_some_and(|at| !first.get(at..).unwrap_or_default().contains(end));
        if is_open {
            let last = others().find(|(_, word)| word.text.contains(end));
            return last.map_or(1, |(at, _)| at + 1);
        }
    }
    if first.starts_with('{') && !first.contains('}') {
        let last = others().find(|(_, word)| word.text.contains('}'));
        let Some((at, _)) = last else { return 1 };
        let words = values.iter().take(at + 1);
        let words: Vec<&str> = words.map(|word| word.text.as_str()).collect();
        return if slot::is_split(&words.join(" ")) {
            at + 1
        } else {
            1
        };
    }
    if !first.starts_with('\'') || first.matches('\'').count() > 1 {
        return 1;
    }
    let last = others().find(|(_, word)| word.text.contains('\''));
    let Some((at, _)) =
        last.filter(|(_, word)| word.text.ends_with('\'') && word.text.matches('\'').count() == 1)
    else {
        return 1;
    };
    let words: Vec<&str> = values
        .iter()
        .take(at + 1)
        .map(|word| word.text.as_str())
        .collect();
    split_keyword(&words.join(" ")).map_or(1, |_| at + 1)
}

/// The keyword, nonce or hash that a text in quotes with white space inside was meant for.
pub(in crate::headers::csp) fn split_keyword(text: &str) -> Option<String> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let hyphened = inner.split_whitespace().collect::<Vec<_>>().join("-");
    if hyphened == inner {
        return None;
    }
    let lower = hyphened.to_ascii_lowercase();
    let bare: Vec<&str> = Keyword::WORDS
        .iter()
        .map(|word| word.trim_matches('\''))
        .collect();
    if lower.starts_with("nonce-") || lower.starts_with("sha") {
        return Some(format!("'{hyphened}'"));
    }
    // Two keywords in one pair of quotes are two, and are reported as such.
    if inner.split_whitespace().any(|word| bare.contains(&word)) {
        return None;
    }
    nearest(&lower, &bare).map(|near| format!("'{near}'"))
}

/// Whether a word of a source list is a placeholder that nothing has filled in.
pub(in crate::headers::csp) fn is_placeholder(text: &str) -> bool {
    if text.contains(['{', '}', '<', '>']) {
        return true;
    }
    is_template(host_of(text)) || names_in_brackets(text)
}

/// Whether a URL, where most characters may stand, is or has a placeholder.
pub(in crate::headers::csp) fn is_url_placeholder(text: &str) -> bool {
    let opens = |(begin, end): &(&str, &str)| text.contains(begin) && text.contains(end);
    let is_whole = text.starts_with(['<', '{', '[']) && text.ends_with(['>', '}', ']']);
    TEMPLATES.iter().any(opens) || is_whole || is_template(host_of(text))
}

/// What is where a host does.
fn host_of(text: &str) -> &str {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

/// A variable of a shell, of a format string or of a build tool.
fn is_template(host: &str) -> bool {
    let bare = host.trim_matches(QUOTES);
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    let is_between = |mark: &str| {
        let mut parts = bare.split(mark);
        bare.starts_with(mark) && parts.nth(1).is_some_and(is_name) && parts.next().is_some()
    };
    let is_format = |(at, _): (usize, &str)| {
        let behind = bare.get(at + 1..).unwrap_or_default();
        let is_alone = behind
            .get(1..)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
        behind.starts_with('(') || (behind.starts_with(['s', 'd', 'v', '@', '1']) && is_alone)
    };
    bare.contains('$')
        || ["__", "@", "@@", "%", "%%", "##", "#"]
            .iter()
            .any(|mark| is_between(mark))
        || bare.match_indices('%').any(is_format)
}

/// A word in brackets that no address is: `[self]`.
fn names_in_brackets(text: &str) -> bool {
    let host = host_of(text);
    host.starts_with('[')
        && host.contains(']')
        && host.contains(|c: char| c.is_ascii_alphabetic() && !c.is_ascii_hexdigit())
}

/// The problem of a placeholder: reported as the nonce's or a keyword's, where it surely stands for one.
pub(in crate::headers::csp) fn placeholder(word: &Word) -> Problem {
    let text = word.text.as_str();
    let inner = text.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let keyword = format!("'{}'", inner.to_ascii_lowercase());
    let write = if text.to_ascii_lowercase().contains("nonce") {
        let nonce = word.spelling.keyword(NONCE);
        format!("write {nonce}, and each response gets its own")
    } else if lower::is_keyword(&keyword) {
        format!("write {}", word.spelling.keyword(&keyword))
    } else {
        "replace it by what it stands for before the policy is read".to_owned()
    };
    Problem::Placeholder {
        word: text.to_owned(),
        write,
    }
}
