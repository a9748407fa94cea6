//! source-expression: what one word of a source list says.

mod by_spelling;
mod bytes;

use std::ops::Range;

use super::directive::DirectiveName;
use super::hash::{self, HashSource};
use super::host::{self, HostSource};
use super::keyword::Keyword;
use super::{Problem, Sited};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::{Spelling, Word};

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

impl SourceExpression {
    /// Whether it is a nonce-source.
    #[must_use]
    pub fn is_nonce(&self) -> bool {
        matches!(self, Self::Nonce | Self::StaticNonce(_))
    }

    /// Whether it is a hash-source of inline code or script files, as every browser reads it.
    #[must_use]
    pub fn is_code_hash(&self) -> bool {
        matches!(self, Self::Hash(hash) if hash.hashed == hash::Hashed::Code)
    }

    /// Whether it names where something is loaded from: a host, a scheme or `'self'`.
    #[must_use]
    pub fn is_place(&self) -> bool {
        matches!(
            self,
            Self::Host(_) | Self::Scheme(_) | Self::Keyword(Keyword::SelfOrigin)
        )
    }

    /// Whether it is a keyword, nonce or hash that changes something in the directive.
    pub(super) fn is_effective_in(&self, directive: DirectiveName) -> bool {
        match self {
            Self::Keyword(keyword) => keyword.is_effective_in(directive),
            Self::Nonce | Self::StaticNonce(_) => directive.takes_nonce(),
            Self::Hash(_) => directive.takes_hash(),
            Self::Scheme(_) | Self::Host(_) | Self::Unchecked(_) => false,
        }
    }
}

impl Sited<SourceExpression> {
    /// The source expression as a message names it.
    pub(super) fn shown(&self) -> String {
        match &self.node {
            SourceExpression::Keyword(keyword) => self.spelling.keyword(keyword.as_str()),
            SourceExpression::Nonce => self.spelling.keyword(NONCE),
            source => source.to_string(),
        }
    }

    /// The source expression as a remedy has it.
    pub(super) fn written(&self) -> String {
        match &self.node {
            SourceExpression::Keyword(_)
            | SourceExpression::Nonce
            | SourceExpression::Scheme(_) => self.shown(),
            SourceExpression::Unchecked(text) => self.spelling.unchecked(text),
            source => self.spelling.word(&source.to_string()),
        }
    }
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

/// The text of the empty source list.
pub(super) const NONE: &str = "'none'";

/// What is wrong with a word, and which of its bytes.
type Mistake = (Range<usize>, Problem);

/// Where a word stands.
#[derive(Clone, Copy)]
pub(super) struct Context {
    /// The directive.
    pub(super) directive: DirectiveName,
    /// Whether it is the whole value: without it, nothing is left.
    pub(super) is_alone: bool,
}

/// Reads a word, and says what is wrong with it alone. `None` is a word that stands for nothing and was reported.
pub(super) fn read(word: &Word, context: Context, out: &mut Diagnostics) -> Option<Entry> {
    if word.text.is_empty() {
        out.report(word, Problem::EmptyLiteral);
        return None;
    }
    let entry = match word.spelling {
        Spelling::UncheckedLiteral | Spelling::UncheckedText => return unchecked(word, out),
        Spelling::Bare => by_spelling::bare(word),
        Spelling::Literal | Spelling::Text => by_spelling::written(word),
    };
    match entry {
        Ok(Entry::Source(source)) => {
            suits(&source, word, context, out).then_some(Entry::Source(source))
        }
        Ok(none) => Some(none),
        Err((range, mut problem)) => {
            if let Problem::RemovedKeyword { nothing, .. } = &mut problem {
                *nothing = nothing_for(word, context);
            }
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
    let write = match by_spelling::keyword(&word.text, word.spelling) {
        Some(Ok(_)) => Some(word.spelling.keyword(&word.text.to_ascii_lowercase())),
        Some(Err(_)) => None,
        None => hash::parse(word.text.trim_matches('\''), word.spelling)
            .and_then(Result::ok)
            .map(|hash| word.spelling.word(&hash.serialize())),
    };
    if let Some(write) = write {
        let word_text = word.text.clone();
        out.report(
            word,
            Problem::NeedlessUnchecked {
                word: word_text,
                write,
            },
        );
    }
    Some(Entry::Source(SourceExpression::Unchecked(
        word.text.clone(),
    )))
}

/// Says what is wrong with a good source expression in this directive; `false` if it cannot stay.
fn suits(source: &SourceExpression, word: &Word, context: Context, out: &mut Diagnostics) -> bool {
    let directive = context.directive;
    let name = || directive.as_str().to_owned();
    let text = || word.text.clone();
    let write = || nothing_for(word, context);
    if directive == DirectiveName::FrameAncestors {
        return suits_ancestors(source, word, out);
    }
    match source {
        SourceExpression::Nonce | SourceExpression::StaticNonce(_) if !directive.takes_nonce() => {
            let problem = Problem::NonceNotAllowed {
                directive: name(),
                write: write(),
            };
            out.report(word, problem);
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
            let problem = Problem::HashNotAllowed {
                directive: name(),
                write: write(),
            };
            out.report(word, problem);
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
                    write: write(),
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

fn nothing_for(word: &Word, context: Context) -> String {
    nothing(word.spelling, context.is_alone)
}

/// What stands in the place of a source that goes.
pub(super) fn nothing(spelling: Spelling, is_alone: bool) -> String {
    if is_alone {
        spelling.keyword(NONE)
    } else {
        String::new()
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
