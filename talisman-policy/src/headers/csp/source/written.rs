//! A source expression as a serialized policy has it, and as a literal among Rust tokens has it.

use super::bytes::{QUOTES, stray_byte};
use super::{Entry, NONCE, NONE, ProblemAt, SourceExpression, whole};
use crate::ground::suggest::nearest;
use crate::ground::word::{Spelling, Word};
use crate::headers::csp::Problem;
use crate::headers::csp::hash::{self, HashSource};
use crate::headers::csp::host;
use crate::headers::csp::keyword::{Keyword, RemovedKeyword};
use crate::headers::csp::lower::is_keyword;
use crate::headers::csp::scheme::{SCHEMES, is_scheme};

/// A word as a serialized policy has it.
pub(super) fn read(word: &Word) -> Result<Entry, ProblemAt> {
    let text = word.text.as_str();
    let unquoted = text.trim_matches(QUOTES);
    let quoted = format!("'{unquoted}'");
    let known = keyword(&quoted, word.spelling);
    let well_quoted = text.len() == quoted.len() && text.starts_with('\'') && text.ends_with('\'');
    if known.is_some() && unquoted.len() < text.len() && !well_quoted {
        let write = word.spelling.keyword(&quoted.to_ascii_lowercase());
        return Err((
            whole(word),
            Problem::MisquotedKeyword {
                word: text.to_owned(),
                write,
            },
        ));
    }
    if let Some(error) = stray_byte(word) {
        return Err(misquoted(unquoted, word).unwrap_or(error));
    }
    if well_quoted {
        return match known {
            Some(entry) => entry.map_err(|problem| (whole(word), problem)),
            None => quoted_source(unquoted, word),
        };
    }
    if let Some(quote) = text
        .find(['"', '`'])
        .filter(|&at| at == 0 || at + 1 == text.len())
        .or_else(|| lone_quote(text))
    {
        return Err(half_quoted(word, unquoted, quote));
    }
    unquoted_source(word, known.is_some())
}

/// What is wrong with a word that has a quote at one of its ends, or quotes that are none of a policy.
fn half_quoted(word: &Word, unquoted: &str, quote: usize) -> ProblemAt {
    let text = || word.text.clone();
    let quoted = Word {
        text: format!("'{unquoted}'"),
        ..word.clone()
    };
    match quoted_source(unquoted, &quoted) {
        Ok(Entry::Source(_)) => {
            let (word_text, write) = (text(), word.spelling.word(&quoted.text));
            let problem = Problem::MisquotedKeyword {
                word: word_text,
                write,
            };
            (whole(word), problem)
        }
        _ if near_keyword(unquoted).is_some() => unknown_keyword(word),
        _ if host::parse(unquoted, word.spelling).is_ok() => {
            let (word_text, write) = (text(), word.spelling.word(unquoted));
            let problem = Problem::QuotedSource {
                word: word_text,
                write,
            };
            (whole(word), problem)
        }
        _ => (
            quote..quote + 1,
            Problem::InvalidHost {
                what: "a quote has no partner",
                effect: host::IGNORED,
                write: "leave it out".to_owned(),
            },
        ),
    }
}

/// What a word was meant for that is well-formed but for quotes that are not ASCII.
fn misquoted(unquoted: &str, word: &Word) -> Option<ProblemAt> {
    let is_ascii = unquoted
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b';' | b','));
    if !is_ascii || unquoted.is_empty() {
        return None;
    }
    let quoted = Word {
        text: format!("'{unquoted}'"),
        ..word.clone()
    };
    let text = word.text.clone();
    let problem = match quoted_source(unquoted, &quoted) {
        Ok(Entry::Source(SourceExpression::StaticNonce(_))) => Problem::MisquotedKeyword {
            word: text,
            write: word.spelling.keyword(NONCE),
        },
        Ok(_) => Problem::MisquotedKeyword {
            word: text,
            write: word.spelling.word(&quoted.text),
        },
        Err(_) if host::parse(unquoted, word.spelling).is_ok() => Problem::QuotedSource {
            word: text,
            write: word.spelling.word(unquoted),
        },
        Err(_) => return None,
    };
    Some((whole(word), problem))
}

/// A quote at one end only.
fn lone_quote(text: &str) -> Option<usize> {
    match (text.starts_with('\''), text.ends_with('\'')) {
        (true, _) => Some(0),
        // A path may end in a quote; a word without a slash has none.
        (false, true) if !text.contains('/') => Some(text.len() - 1),
        _ => None,
    }
}

/// `'..'` that is not a keyword: a hash-source, a nonce-source, or nothing.
fn quoted_source(inner: &str, word: &Word) -> Result<Entry, ProblemAt> {
    if let Some(hash) = hash::parse(inner, word.spelling) {
        return hash
            .map(|hash| Entry::Source(SourceExpression::Hash(hash)))
            .map_err(|(range, problem)| match range {
                // The remedy has the quotes too.
                range if range == (0..inner.len()) => (whole(word), problem),
                range => (range.start + 1..range.end + 1, problem),
            });
    }
    if inner
        .get(..6)
        .is_some_and(|prefix| prefix.eq_ignore_ascii_case("nonce-"))
    {
        let value = inner.get(6..).unwrap_or_default();
        if is_base64_value(value) {
            return Ok(Entry::Source(SourceExpression::StaticNonce(
                value.to_owned(),
            )));
        }
        let write = word.spelling.keyword(NONCE);
        return Err((
            whole(word),
            Problem::NonceValue {
                word: word.text.clone(),
                write,
            },
        ));
    }
    let scheme = inner.strip_suffix(':').is_some_and(is_scheme);
    if scheme || inner == "*" || (inner.contains('.') && host::parse(inner, word.spelling).is_ok())
    {
        let write = match inner {
            "*" => "*".to_owned(),
            _ if scheme => inner.to_owned(),
            _ => word.spelling.word(inner),
        };
        return Err((
            whole(word),
            Problem::QuotedSource {
                word: word.text.clone(),
                write,
            },
        ));
    }
    Err(unknown_keyword(word))
}

fn unknown_keyword(word: &Word) -> ProblemAt {
    let near =
        near_keyword(word.text.trim_matches(QUOTES)).map(|keyword| word.spelling.keyword(keyword));
    let write = near.clone().unwrap_or_else(|| {
        let all = format!("write one of {}", one_of_keywords(word.spelling));
        let inner = word.text.trim_matches('\'');
        if is_keyword_like(inner) {
            let newer = word.spelling.unchecked(&format!("'{inner}'"));
            format!("{all}; or, for a keyword newer than this version of talisman, {newer}")
        } else {
            all
        }
    });
    (
        whole(word),
        Problem::UnknownKeyword {
            word: word.text.clone(),
            write,
            near: near.is_some(),
        },
    )
}

/// The keyword before a colon, in its quotes: no scheme has the name of one.
pub(super) fn before_colon(text: &str) -> Option<String> {
    let keyword = format!("'{}'", text.strip_suffix(':')?.to_ascii_lowercase());
    is_keyword(&keyword).then_some(keyword)
}

/// A word without quotes: scheme-source, host-source, or a keyword that lost them.
fn unquoted_source(word: &Word, is_keyword: bool) -> Result<Entry, ProblemAt> {
    let text = word.text.as_str();
    match lost_quotes(word, is_keyword) {
        Some(Ok((reads_as, write))) => {
            let literal = word.spelling == Spelling::Literal && !write.starts_with('"');
            let problem = Problem::UnquotedKeyword {
                word: text.to_owned(),
                reads_as,
                write,
                literal,
            };
            return Err((whole(word), problem));
        }
        Some(Err(error)) => return Err(error),
        None => {}
    }
    if SCHEMES
        .iter()
        .any(|scheme| scheme.eq_ignore_ascii_case(text))
    {
        let write = word.spelling.scheme(&text.to_ascii_lowercase());
        return Err((
            whole(word),
            Problem::SchemeWithoutColon {
                word: text.to_owned(),
                write,
            },
        ));
    }
    if let Some(scheme) = text.strip_suffix(':').filter(|scheme| is_scheme(scheme)) {
        if scheme.eq_ignore_ascii_case("localhost") {
            return Err((
                scheme.len()..text.len(),
                Problem::InvalidPort {
                    port: String::new(),
                },
            ));
        }
        return Ok(Entry::Source(SourceExpression::Scheme(
            scheme.to_ascii_lowercase(),
        )));
    }
    host::parse(text, word.spelling).map(|host| Entry::Source(SourceExpression::Host(host)))
}

/// As what a browser reads a keyword, a nonce or a hash that lost its quotes, and what to write; or what is wrong with it even so.
fn lost_quotes(word: &Word, is_keyword: bool) -> Option<Result<(&'static str, String), ProblemAt>> {
    const HOST: &str = "a host of that name, not the keyword";
    let (text, spelling) = (word.text.as_str(), word.spelling);
    if let Some(keyword) = before_colon(text) {
        let reads_as = "a scheme of that name, not the keyword";
        return Some(Ok((reads_as, spelling.keyword(&keyword))));
    }
    if is_keyword {
        let keyword = format!("'{}'", text.to_ascii_lowercase());
        return Some(Ok((HOST, spelling.keyword(&keyword))));
    }
    if let Some(hash) = hash::parse(text, spelling) {
        let write = |hash: HashSource| spelling.word(&hash.serialize());
        return Some(hash.map(|hash| ("nothing that a browser knows", write(hash))));
    }
    let start = text.get(..6);
    if start.is_some_and(|start| start.eq_ignore_ascii_case("nonce-")) {
        return Some(Ok((HOST, spelling.keyword(NONCE))));
    }
    // A name of one label, in which a hyphen makes it unlikely that a host is intended.
    if !text.contains('-') || text.contains(['.', ':', '/', '*']) {
        return None;
    }
    let keyword = near_keyword(text).filter(|keyword| keyword.contains('-'))?;
    Some(Ok((HOST, spelling.keyword(keyword))))
}

/// What `quoted` is, if it is a keyword: with its quotes, in any case.
pub(super) fn keyword(quoted: &str, spelling: Spelling) -> Option<Result<Entry, Problem>> {
    if quoted.eq_ignore_ascii_case(NONE) {
        return Some(Ok(Entry::None));
    }
    if quoted.eq_ignore_ascii_case(NONCE) {
        return Some(Ok(Entry::Source(SourceExpression::Nonce)));
    }
    if let Some(keyword) = Keyword::from_word(quoted) {
        return Some(Ok(Entry::Source(SourceExpression::Keyword(keyword))));
    }
    RemovedKeyword::from_word(quoted).map(|removed| {
        let write = removed
            .fact()
            .map(|keyword| spelling.keyword(keyword.as_str()));
        Err(Problem::RemovedKeyword {
            word: spelling.keyword(removed.as_str()),
            write,
            nothing: String::new(),
        })
    })
}

/// The keyword that `word`, with or without quotes, is a slip away from.
pub(super) fn near_keyword(word: &str) -> Option<&'static str> {
    let keywords = [Keyword::WORDS, &[NONE, NONCE]].concat();
    let bare: Vec<&str> = keywords
        .iter()
        .map(|keyword| keyword.trim_matches('\''))
        .collect();
    let near = nearest(word, &bare)?;
    let at = bare.iter().position(|keyword| *keyword == near)?;
    keywords.get(at).copied()
}

/// Whether a word has the form of the keywords that there are: the only one that a newer one will have.
pub(super) fn is_keyword_like(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

pub(super) fn one_of_keywords(spelling: Spelling) -> String {
    let mut all = vec![spelling.keyword(NONE), spelling.keyword(NONCE)];
    for keyword in Keyword::ALL {
        if keyword.fact().known_to.is_none() {
            all.push(spelling.keyword(keyword.as_str()));
        }
    }
    all.join(", ")
}

/// base64-value = 1*( ALPHA / DIGIT / "+" / "/" / "-" / "_" )*2( "=" )
fn is_base64_value(value: &str) -> bool {
    let bare = value.trim_end_matches('=');
    let padding = value.len() - bare.len();
    !bare.is_empty()
        && padding <= 2
        && bare
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_'))
}
