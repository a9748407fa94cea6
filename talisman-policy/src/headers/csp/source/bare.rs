//! A source expression among Rust tokens: keywords, schemes and `*`.

use super::written::{before_colon, is_keyword_like, keyword, near_keyword, one_of_keywords};
use super::{Entry, ProblemAt, SourceExpression, whole};
use crate::ground::word::{Spelling, Word};
use crate::headers::csp::Problem;
use crate::headers::csp::host::{self, HostSource};
use crate::headers::csp::scheme::{SCHEMES, is_scheme, rest_problem};

/// A word among Rust tokens: a keyword, a scheme or `*`. Everything else is a literal there.
pub(super) fn read(word: &Word) -> Result<Entry, ProblemAt> {
    let text = word.text.as_str();
    if text == "*" {
        return Ok(Entry::Source(SourceExpression::Host(wildcard())));
    }
    if let Some(keyword) = before_colon(text) {
        return Err((
            whole(word),
            Problem::UnknownWord {
                word: text.to_owned(),
                write: format!("write {}", word.spelling.keyword(&keyword)),
            },
        ));
    }
    if let Some(scheme) = text.strip_suffix(':').filter(|scheme| is_scheme(scheme)) {
        return Ok(Entry::Source(SourceExpression::Scheme(
            scheme.to_ascii_lowercase(),
        )));
    }
    if let Some(entry) = keyword(&format!("'{text}'"), word.spelling) {
        return entry.map_err(|problem| (whole(word), problem));
    }
    if SCHEMES.contains(&text) {
        let write = word.spelling.scheme(text);
        return Err((
            whole(word),
            Problem::SchemeWithoutColon {
                word: text.to_owned(),
                write,
            },
        ));
    }
    // Between quotes it would be no better.
    if text.contains(':') {
        if let Some(error) = rest_problem(text, word.spelling) {
            return Err(error);
        }
    }
    let write = instead_of(word);
    Err((
        whole(word),
        Problem::UnknownWord {
            word: text.to_owned(),
            write,
        },
    ))
}

/// What to write in the place of a word that is nothing.
fn instead_of(word: &Word) -> String {
    let text = word.text.as_str();
    let is_host = || host::parse(text, Spelling::Literal).is_ok();
    match near_keyword(text) {
        _ if text == "," => "leave it out: source expressions stand one after another".to_owned(),
        _ if text.starts_with(['(', '[', '{']) => {
            "write source expressions one after another, without brackets".to_owned()
        }
        Some(keyword) => format!("write {}", word.spelling.keyword(keyword)),
        None if text.contains(['.', '/', ':', '*']) && is_host() => {
            format!("write a host as a string literal: \"{text}\"")
        }
        None if text.contains(['.', '/', ':', '*']) => {
            "write a host as a string literal, such as \"https://cdn.example.com\"".to_owned()
        }
        None => {
            let all = format!("write one of {}", one_of_keywords(word.spelling));
            if is_keyword_like(text) && is_host() {
                let newer = word.spelling.unchecked(&format!("'{text}'"));
                format!(
                    "{all}; or, for a host of this name, \"{text}\"; or, for a keyword newer than this version of talisman, {newer}"
                )
            } else {
                all
            }
        }
    }
}

fn wildcard() -> HostSource {
    HostSource {
        scheme: None,
        host: "*".to_owned(),
        port: None,
        path: String::new(),
    }
}
