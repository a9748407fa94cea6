//! source-expression: what one word of a source list says.

mod bare;
mod bytes;
mod suits;
mod written;

use std::ops::Range;

use super::directive::DirectiveName;
use super::hash::{self, HashSource};
use super::host::HostSource;
use super::keyword::Keyword;
use super::slot::{self, Slot};
use super::{Problem, Sited, foreign, host};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::tokens;
use crate::ground::word::{Spelling, Word};
use crate::problem::Problem as AnyProblem;

use self::suits::suits;
pub(super) use bytes::{QUOTES, check_bytes};

/// source-expression = scheme-source / host-source / keyword-source / nonce-source / hash-source
///
/// <https://www.w3.org/TR/CSP3/#grammardef-source-expression>
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SourceExpression {
    /// keyword-source
    Keyword(Keyword),
    /// nonce-source, with the nonce of each response.
    Nonce,
    /// nonce-source, with a value that is in the policy.
    StaticNonce(String),
    /// hash-source
    Hash(HashSource),
    /// scheme-source, without its colon.
    Scheme(String),
    /// host-source
    Host(HostSource),
    /// Sent as it was written.
    Unchecked(String),
    /// An opening for origins, which is not sent as it is.
    Slot(Slot),
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

    /// Whether it names where something is loaded from: a host, a scheme or `'self'`, or a slot for a host.
    #[must_use]
    pub fn is_place(&self) -> bool {
        matches!(
            self,
            Self::Host(_) | Self::Scheme(_) | Self::Keyword(Keyword::SelfOrigin) | Self::Slot(_)
        )
    }

    /// Whether it is a keyword, nonce or hash that changes something in the directive.
    pub(super) fn is_effective_in(&self, directive: DirectiveName) -> bool {
        match self {
            Self::Keyword(keyword) => keyword.is_effective_in(directive),
            Self::Nonce | Self::StaticNonce(_) => directive.takes_nonce(),
            Self::Hash(_) => directive.takes_hash(),
            Self::Scheme(_) | Self::Host(_) | Self::Unchecked(_) | Self::Slot(_) => false,
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
            | SourceExpression::Slot(_)
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
type ProblemAt = (Range<usize>, Problem);

/// Where a word is.
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
    if let Some(slot) = slot::read(word) {
        return match slot {
            Ok(slot) => {
                let source = SourceExpression::Slot(slot);
                suits(&source, word, context, out).then_some(Entry::Source(source))
            }
            Err(problem) => {
                out.report(word, problem);
                None
            }
        };
    }
    if let Some(problem) = of_other_tools(word, context) {
        out.report(word, problem);
        return None;
    }
    let entry = match word.spelling {
        Spelling::UncheckedLiteral | Spelling::UncheckedText => return unchecked(word, out),
        Spelling::Bare => bare::read(word),
        Spelling::Literal | Spelling::Text => written::read(word),
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

/// Takes back that a path among Rust tokens needs quotes where no path can be: between quotes it would be no better.
pub(crate) fn retract_quotes(out: &mut Diagnostics) {
    let is_path = |problem: &AnyProblem| {
        matches!(
            problem,
            AnyProblem::Csp(Problem::InvalidHost {
                what: host::PATH_ALONE,
                ..
            })
        )
    };
    let paths = out.iter().filter(|found| is_path(&found.problem));
    let paths: Vec<Place> = paths.map(|found| found.place.clone()).collect();
    out.retract(|place, problem| {
        matches!(
            problem,
            AnyProblem::Tokens(tokens::Problem::Unquoted { .. })
        ) && paths.contains(place)
    });
}

/// What is wrong with a word that another tool left, or that is in another header.
fn of_other_tools(word: &Word, context: Context) -> Option<foreign::Problem> {
    if word.spelling.is_unchecked() {
        return None;
    }
    let is_in_text = word.spelling != Spelling::Bare;
    if is_in_text && foreign::is_placeholder(&word.text) {
        return Some(foreign::placeholder(word));
    }
    if is_in_text {
        if let Some(keyword) = foreign::split_keyword(&word.text) {
            let (text, write) = (word.text.clone(), word.spelling.keyword(&keyword));
            return Some(foreign::Problem::SplitKeyword { word: text, write });
        }
    }
    foreign::frame_options(word, context.directive)
        .or_else(|| foreign::server_word(word, nothing_for(word, context)))
}

fn unchecked(word: &Word, out: &mut Diagnostics) -> Option<Entry> {
    if !check_bytes(word, out) {
        return None;
    }
    let write = match written::keyword(&word.text, word.spelling) {
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

fn nothing_for(word: &Word, context: Context) -> String {
    nothing(word.spelling, context.is_alone)
}

/// What takes the place of a source that goes.
pub(super) fn nothing(spelling: Spelling, is_alone: bool) -> String {
    if is_alone {
        spelling.keyword(NONE)
    } else {
        String::new()
    }
}

fn whole(word: &Word) -> Range<usize> {
    0..word.text.len()
}
