//! What a good source expression is in the directive that it is written in.

use super::{Context, NONCE, SourceExpression, nothing_for, written};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::names::KnownTo;
use crate::ground::word::Word;
use crate::headers::csp::directive::DirectiveName;
use crate::headers::csp::hash::Hashed;
use crate::headers::csp::host::HostSource;
use crate::headers::csp::keyword::Keyword;
use crate::headers::csp::{Problem, scheme, slot};
use crate::problem::Problem as AnyProblem;

/// Says what is wrong with a good source expression in this directive; `false` if it cannot stay.
pub(super) fn suits(
    source: &SourceExpression,
    word: &Word,
    context: Context,
    out: &mut Diagnostics,
) -> bool {
    let directive = context.directive;
    let scheme = match source {
        SourceExpression::Scheme(scheme) => Some(scheme.as_str()),
        SourceExpression::Host(host) => host.scheme.as_deref(),
        _ => None,
    };
    if scheme.is_some_and(|scheme| !suits_scheme(scheme, word, out)) {
        return false;
    }
    if directive == DirectiveName::FrameAncestors {
        return suits_ancestors(source, word, out);
    }
    if let Some(problem) = has_no_place(source, word, context) {
        out.report(word, problem);
        return false;
    }
    match source {
        SourceExpression::Host(host) => suits_path(host, word, directive, out),
        source => {
            if let Some(problem) = does_little(source, word, context) {
                out.report(word, problem);
            }
        }
    }
    true
}

/// What is wrong with a nonce, a hash or a slot in a directive that reads none.
fn has_no_place(source: &SourceExpression, word: &Word, context: Context) -> Option<AnyProblem> {
    let name = context.directive;
    let directive = name.as_str().to_owned();
    let write = nothing_for(word, context);
    match source {
        SourceExpression::Nonce | SourceExpression::StaticNonce(_) if !name.takes_nonce() => {
            Some(Problem::NonceNotAllowed { directive, write }.into())
        }
        SourceExpression::Hash(_) if !name.takes_hash() => {
            Some(Problem::HashNotAllowed { directive, write }.into())
        }
        SourceExpression::Slot(_) if name.is_for_attributes() => {
            Some(slot::not_allowed(word, name.as_str(), context.is_alone).into())
        }
        _ => None,
    }
}

/// What is wrong with a source that stays in the directive.
fn does_little(source: &SourceExpression, word: &Word, context: Context) -> Option<Problem> {
    let text = word.text.clone();
    let problem = match source {
        SourceExpression::StaticNonce(_) => Problem::StaticNonce {
            write: word.spelling.keyword(NONCE),
        },
        // Those of URLs and of eval.
        SourceExpression::Hash(hash) if hash.hashed != Hashed::Code => {
            let known_to = KnownTo::Some("Chromium only, in an origin trial");
            Problem::ExperimentalSource {
                word: text,
                known_to,
            }
        }
        SourceExpression::Keyword(keyword) if !keyword.is_effective_in(context.directive) => {
            Problem::KeywordWithoutEffect {
                word: text,
                directive: context.directive.as_str().to_owned(),
                write: nothing_for(word, context),
            }
        }
        SourceExpression::Keyword(keyword) => Problem::ExperimentalSource {
            word: text,
            known_to: keyword.fact().known_to?,
        },
        SourceExpression::Scheme(scheme) if scheme::is_like_host(scheme) => {
            let (word_text, write) = (scheme.clone(), word.spelling.word(scheme));
            Problem::SchemeLikeHost {
                word: word_text,
                write,
            }
        }
        SourceExpression::Nonce
        | SourceExpression::Hash(_)
        | SourceExpression::Scheme(_)
        | SourceExpression::Host(_)
        | SourceExpression::Slot(_)
        | SourceExpression::Unchecked(_) => return None,
    };
    Some(problem)
}

/// ancestor-source = scheme-source / host-source / "'self'", <https://www.w3.org/TR/CSP3/#grammardef-ancestor-source>
fn suits_ancestors(source: &SourceExpression, word: &Word, out: &mut Diagnostics) -> bool {
    match source {
        SourceExpression::Keyword(Keyword::SelfOrigin)
        | SourceExpression::Unchecked(_)
        | SourceExpression::Slot(_)
        | SourceExpression::Scheme(_) => true,
        SourceExpression::Host(host) if matches!(host.path.as_str(), "" | "/") => true,
        SourceExpression::Host(host) => {
            // With a path it never matches, by the specification and in Chromium; Firefox ignores the path.
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

/// Says what is odd about a scheme; `false` if it cannot stay.
fn suits_scheme(scheme: &str, word: &Word, out: &mut Diagnostics) -> bool {
    let place = || Place::within(word, 0..scheme.len());
    if let Some(keyword) = scheme::switch(scheme, word.spelling) {
        let (text, near) = (word.text.clone(), keyword);
        out.report(word, Problem::MisspeltScheme { word: text, near });
        return false;
    }
    if let Some(near) = scheme::misspelt(scheme) {
        let word = scheme.to_owned();
        out.report(place(), Problem::MisspeltScheme { word, near });
        return false;
    }
    if let Some(near) = scheme::unusual(scheme) {
        let word = scheme.to_owned();
        out.report(place(), Problem::UnusualScheme { word, near });
    }
    true
}

/// Says what a path hardly can have been meant to match.
fn suits_path(host: &HostSource, word: &Word, directive: DirectiveName, out: &mut Diagnostics) {
    let written = |host: &HostSource| word.spelling.word(&host.serialize());
    let path = host.path.as_str();
    let place = |at: usize| {
        let start = word.text.len() - path.len();
        Place::within(word, start + at..word.text.len())
    };
    // Chromium compares the path; with a scheme in front Firefox drops the whole source.
    if host.host == "*" && !path.is_empty() {
        out.report(word, Problem::WildcardPath);
    }
    if let Some(at) = path.find('\'').filter(|_| path.ends_with('\'')) {
        let quoted = path.get(at..).unwrap_or_default();
        let front = written(&host.with_path(path.get(..at).unwrap_or_default()));
        let write = match written::keyword(quoted, word.spelling) {
            Some(_) => format!("{front} {}", word.spelling.keyword(quoted)),
            None => written(&host.with_path(path.trim_end_matches('\''))),
        };
        out.report(word, Problem::PathQuote { write });
    } else if let Some(folder) = host.without_glob() {
        let write = written(&folder);
        out.report(word, Problem::PathGlob { write });
    // What forms are sent to has such names: /login
    } else if is_like_folder(path) && directive != DirectiveName::FormAction {
        let problem = Problem::PathWithoutSlash {
            source: word.text.clone(),
            write: written(&host.with_path(&format!("{path}/"))),
        };
        out.report(place(0), problem);
    }
}

/// Whether the last segment of a path is a name without a dot, as files hardly have.
fn is_like_folder(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    !last.is_empty() && !last.contains('.')
}
