//! source-expression: what one word of a source list says.

mod bytes;
mod spelled;

use std::ops::Range;

use super::Problem;
use super::directive::DirectiveName;
use super::hash::{self, HashSource};
use super::host::{self, HostSource};
use super::keyword::Keyword;
use crate::diagnostic::{Diagnostics, Place};
use crate::word::{Spelling, Word};

pub(super) use bytes::check_bytes;

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

/// What is wrong with a word, and which of its bytes.
type Mistake = (Range<usize>, Problem);

/// Reads a word, and says what is wrong with it alone. `None` is a word that stands for nothing and was reported.
pub(super) fn read(word: &Word, directive: DirectiveName, out: &mut Diagnostics) -> Option<Entry> {
    if word.text.is_empty() {
        out.report(word, Problem::EmptyLiteral);
        return None;
    }
    let entry = match word.spelling {
        Spelling::Unchecked => return unchecked(word, out),
        Spelling::Bare => spelled::bare(word),
        Spelling::Literal | Spelling::Text => spelled::written(word),
    };
    match entry {
        Ok(Entry::Source(source)) => {
            suits(&source, word, directive, out).then_some(Entry::Source(source))
        }
        Ok(none) => Some(none),
        Err((range, problem)) => {
            out.report(
                if range == whole(word) {
                    Place::from(word)
                } else {
                    Place::within(word, range)
                },
                problem,
            );
            None
        }
    }
}

fn unchecked(word: &Word, out: &mut Diagnostics) -> Option<Entry> {
    if !check_bytes(word, out) {
        return None;
    }
    let known = match spelled::keyword(&word.text, Spelling::Text) {
        Some(Ok(_)) => true,
        Some(Err(_)) => false,
        None => hash::parse(word.text.trim_matches('\''), Spelling::Text)
            .is_some_and(|hash| hash.is_ok()),
    };
    if known {
        out.report(
            word,
            Problem::NeedlessUnchecked {
                word: word.text.clone(),
                write: word.text.clone(),
            },
        );
    }
    Some(Entry::Source(SourceExpression::Unchecked(
        word.text.clone(),
    )))
}

/// Says what is wrong with a good source expression in this directive; `false` if it cannot stay.
fn suits(
    source: &SourceExpression,
    word: &Word,
    directive: DirectiveName,
    out: &mut Diagnostics,
) -> bool {
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
            out.report(
                word,
                Problem::StaticNonce {
                    write: word.spelling.keyword(NONCE),
                },
            );
        }
        SourceExpression::Hash(_) if !directive.takes_hash() => {
            out.report(word, Problem::HashNotAllowed { directive: name() });
            return false;
        }
        SourceExpression::Hash(hash) if hash.hashed != hash::Hashed::Code => {
            out.report(
                word,
                Problem::ExperimentalSource {
                    word: text(),
                    known_to: "Chromium alone, in an origin trial",
                },
            );
        }
        SourceExpression::Keyword(keyword) if !keyword.is_effective_in(directive) => {
            out.report(
                word,
                Problem::KeywordWithoutEffect {
                    word: text(),
                    directive: name(),
                },
            );
        }
        SourceExpression::Keyword(keyword) => {
            if let Some(known_to) = keyword.fact().known_to {
                out.report(
                    word,
                    Problem::ExperimentalSource {
                        word: text(),
                        known_to,
                    },
                );
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
        SourceExpression::Keyword(Keyword::SelfOrigin)
        | SourceExpression::Unchecked(_)
        | SourceExpression::Scheme(_) => true,
        SourceExpression::Host(host) if matches!(host.path.as_str(), "" | "/") => true,
        SourceExpression::Host(host) => {
            let origin = HostSource {
                path: String::new(),
                ..host.clone()
            };
            out.report(
                word,
                Problem::AncestorPath {
                    write: word.spelling.word(&origin.serialize()),
                },
            );
            false
        }
        _ => {
            out.report(
                word,
                Problem::NotAnAncestor {
                    word: word.text.clone(),
                    write: ["'self'", "'none'"]
                        .map(|keyword| word.spelling.keyword(keyword))
                        .join(", "),
                },
            );
            false
        }
    }
}

fn unusual_scheme(scheme: &str, word: &Word, out: &mut Diagnostics) {
    if let Some(near) = host::near_scheme(scheme) {
        out.report(
            Place::within(word, 0..scheme.len()),
            Problem::UnusualScheme {
                word: scheme.to_owned(),
                near,
            },
        );
    }
}

fn whole(word: &Word) -> Range<usize> {
    0..word.text.len()
}
