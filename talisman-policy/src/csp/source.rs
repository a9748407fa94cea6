//! source-expression: what one word of a source list says.

use std::ops::Range;

use super::Problem;
use super::directive::DirectiveName;
use super::hash::{self, HashSource};
use super::host::{self, HostSource, SCHEMES};
use super::keyword::{Keyword, RemovedKeyword};
use crate::diagnostic::{Diagnostics, Place};
use crate::suggest::nearest;
use crate::word::{Spelling, Word};

/// source-expression = scheme-source / host-source / keyword-source / nonce-source / hash-source
///
/// <https://www.w3.org/TR/CSP3/#grammardef-source-expression>
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SourceExpression {
    /// keyword-source
    Keyword(Keyword),
    /// nonce-source, with the nonce of each response.
    Nonce,
    /// nonce-source, with a value that stands in the policy.
    StaticNonce(String),
    /// hash-source
    Hash(HashSource),
    /// scheme-source, without its colon.
    Scheme(String),
    /// host-source
    Host(HostSource),
    /// Sent as it was written.
    Unchecked(String),
}

/// What a word of a source list is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Entry {
    /// `'none'`
    None,
    /// Anything else.
    Source(SourceExpression),
}

/// The text of the keyword that leaves a place for the nonce.
pub(super) const NONCE: &str = "'nonce'";
const NONE: &str = "'none'";
const QUOTES: [char; 9] = ['\'', '"', '`', '\u{b4}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{201a}'];

/// Reads a word, and says what is wrong with it alone. `None` is a word that stands for nothing and was reported.
pub(super) fn read(word: &Word, directive: DirectiveName, out: &mut Diagnostics) -> Option<Entry> {
    if word.text.is_empty() {
        out.report(word, Problem::EmptyLiteral);
        return None;
    }
    let entry = match word.spelling {
        Spelling::Unchecked => return unchecked(word, out),
        Spelling::Bare => bare(word),
        Spelling::Literal | Spelling::Text => written(word),
    };
    match entry {
        Ok(Entry::Source(source)) => {
            suits(&source, word, directive, out).then_some(Entry::Source(source))
        }
        Ok(none) => Some(none),
        Err((range, problem)) => {
            out.report(if range == whole(word) { Place::from(word) } else { Place::within(word, range) }, problem);
            None
        }
    }
}

/// Says which byte of a word no policy can hold; a word that has one is not read any further.
pub(super) fn check_bytes(word: &Word, out: &mut Diagnostics) -> bool {
    match stray_byte(word) {
        Some((range, problem)) => {
            out.report(Place::within(word, range), problem);
            false
        }
        None => true,
    }
}

type Mistake = (Range<usize>, Problem);

fn stray_byte(word: &Word) -> Option<Mistake> {
    let (at, c) = word.text.char_indices().find(|&(_, c)| !('\u{21}'..='\u{7e}').contains(&c) || matches!(c, ';' | ','))?;
    let problem = match c {
        ';' => Problem::Semicolon,
        ',' => Problem::Comma,
        c if crate::text::is_ascii_whitespace(c) => Problem::Whitespace,
        c if c.is_ascii() => Problem::ControlCharacter { code: u32::from(c) },
        character => Problem::NonAscii { character, advice: advice(&word.text, at, character) },
    };
    Some((at..at + c.len_utf8(), problem))
}

fn advice(text: &str, at: usize, character: char) -> &'static str {
    let before = text.get(..at).unwrap_or_default();
    let behind_scheme = before.find("://").map_or(before, |end| before.get(end + 3..).unwrap_or_default());
    if QUOTES.contains(&character) {
        "write a plain single quote: '"
    } else if !character.is_alphanumeric() {
        "leave it out"
    } else if behind_scheme.contains('/') {
        "percent-encode it: % and two hexadecimal digits for each byte of its UTF-8"
    } else {
        "write the host in its Punycode form, which begins with xn--"
    }
}

fn whole(word: &Word) -> Range<usize> {
    0..word.text.len()
}

/// A word among Rust tokens: a keyword, a scheme or `*`. Everything else is a literal there.
fn bare(word: &Word) -> Result<Entry, Mistake> {
    let text = word.text.as_str();
    if text == "*" {
        return Ok(Entry::Source(SourceExpression::Host(wildcard())));
    }
    if let Some(scheme) = text.strip_suffix(':').filter(|scheme| host::is_scheme(scheme)) {
        return Ok(Entry::Source(SourceExpression::Scheme(scheme.to_ascii_lowercase())));
    }
    if let Some(entry) = keyword(&format!("'{text}'"), word.spelling) {
        return entry.map_err(|problem| (whole(word), problem));
    }
    if SCHEMES.contains(&text) {
        let write = word.spelling.scheme(text);
        return Err((whole(word), Problem::SchemeWithoutColon { word: text.to_owned(), write }));
    }
    let write = match near_keyword(text) {
        _ if text == "," => "leave it out: source expressions stand one after another".to_owned(),
        _ if text.starts_with(['(', '[', '{']) => "write source expressions one after another, without brackets".to_owned(),
        Some(keyword) => format!("write {}", word.spelling.keyword(keyword)),
        None if text.contains(['.', '/', ':', '*']) => format!("write a host or a path as a string literal: \"{text}\""),
        None => format!(
            "one of {}; or, for a host of this name, \"{text}\"; or, for a keyword newer than this version of talisman, {}",
            one_of_keywords(),
            word.spelling.unchecked(&format!("'{text}'")),
        ),
    };
    Err((whole(word), Problem::UnknownWord { word: text.to_owned(), write }))
}

/// A word as a serialized policy has it.
fn written(word: &Word) -> Result<Entry, Mistake> {
    let text = word.text.as_str();
    let unquoted = text.trim_matches(QUOTES);
    let quoted = format!("'{unquoted}'");
    let known = keyword(&quoted, word.spelling);
    let well_quoted = text.len() == quoted.len() && text.starts_with('\'') && text.ends_with('\'');
    if known.is_some() && unquoted.len() < text.len() && !well_quoted {
        let write = word.spelling.keyword(&quoted.to_ascii_lowercase());
        return Err((whole(word), Problem::MisquotedKeyword { word: text.to_owned(), write }));
    }
    if let Some(mistake) = stray_byte(word) {
        return Err(mistake);
    }
    if well_quoted {
        return match known {
            Some(entry) => entry.map_err(|problem| (whole(word), problem)),
            None => quoted_source(unquoted, word),
        };
    }
    if let Some(quote) = text.find(['"', '`']).filter(|&at| at == 0 || at + 1 == text.len()).or_else(|| lone_quote(text)) {
        let write = word.spelling.word(unquoted);
        let quoted = quoted_source(unquoted, &Word { text: format!("'{unquoted}'"), ..word.clone() });
        return Err(match quoted {
            Ok(Entry::Source(_)) => {
                let write = word.spelling.word(&format!("'{unquoted}'"));
                (whole(word), Problem::MisquotedKeyword { word: text.to_owned(), write })
            }
            _ if near_keyword(unquoted).is_some() => unknown_keyword(word),
            _ if host::parse(unquoted, word.spelling).is_ok() => {
                (whole(word), Problem::QuotedSource { word: text.to_owned(), write })
            }
            _ => (quote..quote + 1, Problem::InvalidHost { what: "a quote stands alone", write: "leave it out".to_owned() }),
        });
    }
    unquoted_source(word, known.is_some())
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

/// `'..'` that is no keyword: a hash-source, a nonce-source, or nothing.
fn quoted_source(inner: &str, word: &Word) -> Result<Entry, Mistake> {
    if let Some(hash) = hash::parse(inner, word.spelling) {
        return hash
            .map(|hash| Entry::Source(SourceExpression::Hash(hash)))
            .map_err(|(range, problem)| (range.start + 1..range.end + 1, problem));
    }
    if inner.get(..6).is_some_and(|prefix| prefix.eq_ignore_ascii_case("nonce-")) {
        let value = inner.get(6..).unwrap_or_default();
        if is_base64_value(value) {
            return Ok(Entry::Source(SourceExpression::StaticNonce(value.to_owned())));
        }
        let write = word.spelling.keyword(NONCE);
        return Err((whole(word), Problem::NonceValue { word: word.text.clone(), write }));
    }
    let scheme = inner.strip_suffix(':').is_some_and(host::is_scheme);
    if scheme || inner == "*" || (inner.contains('.') && host::parse(inner, word.spelling).is_ok()) {
        let write = match inner {
            "*" => "*".to_owned(),
            _ if scheme => inner.to_owned(),
            _ => word.spelling.word(inner),
        };
        return Err((whole(word), Problem::QuotedSource { word: word.text.clone(), write }));
    }
    Err(unknown_keyword(word))
}

fn unknown_keyword(word: &Word) -> Mistake {
    let near = near_keyword(word.text.trim_matches(QUOTES)).map(|keyword| word.spelling.keyword(keyword));
    let write = near.clone().unwrap_or_else(|| {
        format!(
            "one of {}; or, for a keyword newer than this version of talisman, {}",
            one_of_keywords(),
            word.spelling.unchecked(&word.text)
        )
    });
    (whole(word), Problem::UnknownKeyword { word: word.text.clone(), write, near: near.is_some() })
}

/// A word without quotes: scheme-source, host-source, or a keyword that lost them.
fn unquoted_source(word: &Word, is_keyword: bool) -> Result<Entry, Mistake> {
    let text = word.text.as_str();
    let lost_quotes = |reads_as, write| {
        Err((whole(word), Problem::UnquotedKeyword { word: text.to_owned(), reads_as, write }))
    };
    if is_keyword {
        return lost_quotes("a host of that name", word.spelling.keyword(&format!("'{}'", text.to_ascii_lowercase())));
    }
    match hash::parse(text, word.spelling) {
        Some(Ok(hash)) => return lost_quotes("nothing that a browser knows", word.spelling.word(&hash.serialize())),
        Some(Err(mistake)) => return Err(mistake),
        None => {}
    }
    if text.get(..6).is_some_and(|prefix| prefix.eq_ignore_ascii_case("nonce-")) {
        return lost_quotes("a host of that name", word.spelling.keyword(NONCE));
    }
    if let Some(keyword) = near_keyword(text).filter(|keyword| keyword.contains('-') && text.contains('-')) {
        return lost_quotes("a host of that name", word.spelling.keyword(keyword));
    }
    if SCHEMES.iter().any(|scheme| scheme.eq_ignore_ascii_case(text)) {
        let write = word.spelling.scheme(&text.to_ascii_lowercase());
        return Err((whole(word), Problem::SchemeWithoutColon { word: text.to_owned(), write }));
    }
    if let Some(scheme) = text.strip_suffix(':').filter(|scheme| host::is_scheme(scheme)) {
        if scheme.contains('.') || scheme.eq_ignore_ascii_case("localhost") {
            return Err((scheme.len()..text.len(), Problem::InvalidPort { port: String::new() }));
        }
        return Ok(Entry::Source(SourceExpression::Scheme(scheme.to_ascii_lowercase())));
    }
    host::parse(text, word.spelling).map(|host| Entry::Source(SourceExpression::Host(host)))
}

/// What `quoted` is, if it is a keyword: with its quotes, in any case.
fn keyword(quoted: &str, spelling: Spelling) -> Option<Result<Entry, Problem>> {
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
        let write = removed.fact().map(|keyword| spelling.keyword(keyword.as_str()));
        Err(Problem::RemovedKeyword { word: spelling.keyword(removed.as_str()), write })
    })
}

/// The keyword that `word`, with or without quotes, is a slip away from.
fn near_keyword(word: &str) -> Option<&'static str> {
    let keywords = || Keyword::ALL.iter().map(|keyword| keyword.as_str()).chain([NONE, NONCE]);
    let bare = nearest(word, keywords().map(|keyword| keyword.trim_matches('\'')))?;
    keywords().find(|keyword| keyword.trim_matches('\'') == bare)
}

fn one_of_keywords() -> String {
    let bare: Vec<&str> = Keyword::ALL.iter().map(|keyword| keyword.as_str().trim_matches('\'')).collect();
    format!("none, nonce, {}", bare.join(", "))
}

/// base64-value = 1*( ALPHA / DIGIT / "+" / "/" / "-" / "_" )*2( "=" )
fn is_base64_value(value: &str) -> bool {
    let bare = value.trim_end_matches('=');
    let padding = value.len() - bare.len();
    !bare.is_empty()
        && padding <= 2
        && bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_'))
}

fn unchecked(word: &Word, out: &mut Diagnostics) -> Option<Entry> {
    if !check_bytes(word, out) {
        return None;
    }
    let known = match keyword(&word.text, Spelling::Text) {
        Some(Ok(_)) => true,
        Some(Err(_)) => false,
        None => hash::parse(word.text.trim_matches('\''), Spelling::Text).is_some_and(|hash| hash.is_ok()),
    };
    if known {
        out.report(word, Problem::NeedlessUnchecked { word: word.text.clone(), write: word.text.clone() });
    }
    Some(Entry::Source(SourceExpression::Unchecked(word.text.clone())))
}

/// Says what is wrong with a good source expression in this directive; `false` if it cannot stay.
fn suits(source: &SourceExpression, word: &Word, directive: DirectiveName, out: &mut Diagnostics) -> bool {
    let name = || directive.as_str().to_owned();
    let text = || word.text.clone();
    if directive == DirectiveName::FrameAncestors {
        return suits_ancestors(source, word, out);
    }
    match source {
        SourceExpression::Nonce | SourceExpression::StaticNonce(_) if !directive.takes_nonce() => {
            out.report(word, Problem::NonceNotAllowed { directive: name() });
            return false;
        }
        SourceExpression::StaticNonce(_) => {
            out.report(word, Problem::StaticNonce { write: word.spelling.keyword(NONCE) });
        }
        SourceExpression::Hash(_) if !directive.takes_hash() => {
            out.report(word, Problem::HashNotAllowed { directive: name() });
            return false;
        }
        SourceExpression::Hash(hash) if hash.hashed != hash::Hashed::Code => {
            out.report(word, Problem::ExperimentalSource { word: text(), known_to: "Chromium alone, in an origin trial" });
        }
        SourceExpression::Keyword(keyword) if !keyword.is_effective_in(directive) => {
            out.report(word, Problem::KeywordWithoutEffect { word: text(), directive: name() });
        }
        SourceExpression::Keyword(keyword) => {
            if let Some(known_to) = keyword.fact().known_to {
                out.report(word, Problem::ExperimentalSource { word: text(), known_to });
            }
        }
        SourceExpression::Scheme(scheme) => unusual_scheme(scheme, word, out),
        SourceExpression::Host(host) => {
            if let Some(scheme) = &host.scheme {
                unusual_scheme(scheme, word, out);
            }
            if host.host == "*" && !host.path.is_empty() {
                out.report(word, Problem::WildcardPath);
            }
        }
        SourceExpression::Nonce | SourceExpression::Hash(_) | SourceExpression::Unchecked(_) => {}
    }
    true
}

/// ancestor-source = scheme-source / host-source / "'self'", <https://www.w3.org/TR/CSP3/#grammardef-ancestor-source>
fn suits_ancestors(source: &SourceExpression, word: &Word, out: &mut Diagnostics) -> bool {
    match source {
        SourceExpression::Keyword(Keyword::SelfOrigin) | SourceExpression::Unchecked(_) | SourceExpression::Scheme(_) => true,
        SourceExpression::Host(host) if matches!(host.path.as_str(), "" | "/") => true,
        SourceExpression::Host(host) => {
            let origin = HostSource { path: String::new(), ..host.clone() };
            out.report(word, Problem::AncestorPath { write: word.spelling.word(&origin.serialize()) });
            false
        }
        _ => {
            out.report(word, Problem::NotAnAncestor { word: word.text.clone() });
            false
        }
    }
}

fn unusual_scheme(scheme: &str, word: &Word, out: &mut Diagnostics) {
    if let Some(near) = host::near_scheme(scheme) {
        out.report(Place::within(word, 0..scheme.len()), Problem::UnusualScheme { word: scheme.to_owned(), near });
    }
}

fn wildcard() -> HostSource {
    HostSource { scheme: None, host: "*".to_owned(), port: None, path: String::new() }
}
