//! 'strict-dynamic': what it needs beside it, what it makes browsers ignore, and where it does harm.

use super::Problem;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::DirectiveName::{
    ChildSrc, ScriptSrc, ScriptSrcAttr, ScriptSrcElem, WorkerSrc,
};
use crate::headers::csp::list::List;
use crate::headers::csp::source::{NONCE, SourceExpression};
use crate::headers::csp::{self, Directive, Keyword, Policy, Sited};

/// Trust starts from a script that a nonce or a hash allows: without one nothing is trusted, and hosts are ignored.
pub(super) fn has_something_to_start_from(policy: &Policy, out: &mut Diagnostics) {
    let Some(directive) = policy.governing(ScriptSrcElem) else {
        return;
    };
    let Some(list) = List::of(directive, true) else {
        return;
    };
    let Some(keyword) = list.keyword(Keyword::StrictDynamic) else {
        return;
    };
    if !may_start(&list) && !attributes_may_start(policy, directive) {
        out.report(
            keyword.site,
            Problem::StrictDynamicAlone {
                keyword: keyword.shown(),
                nonce: keyword.spelling.keyword(NONCE),
            },
        );
    }
}

/// An event handler that is allowed may add scripts, and those are trusted then.
fn attributes_may_start(policy: &Policy, elements: &Directive) -> bool {
    let Some(attributes) = policy.governing(ScriptSrcAttr) else {
        return true;
    };
    attributes.name() != elements.name() && !attributes.is_none()
}

/// Whether a script may be allowed that is trusted by itself.
fn may_start(list: &List<'_>) -> bool {
    list.has_nonce() || list.hash().is_some() || list.has_unknown()
}

/// Where workers are named, browsers take 'strict-dynamic' for a permission that the specification does not know.
pub(super) fn lets_every_worker_through(policy: &Policy, out: &mut Diagnostics) {
    let find = |name| {
        let list = List::in_policy(policy, name)?;
        Some((list, list.keyword(Keyword::StrictDynamic)?))
    };
    if let Some((list, keyword)) = find(WorkerSrc) {
        out.report(keyword.site, for_workers(&list, keyword));
    }
    if let Some((list, keyword)) = find(ChildSrc) {
        if policy.directive(WorkerSrc).is_some() {
            out.report(keyword.site, without_effect(&list, keyword));
        } else {
            out.report(keyword.site, for_workers(&list, keyword));
        }
    }
}

fn for_workers(list: &List<'_>, keyword: &Sited<SourceExpression>) -> Problem {
    Problem::StrictDynamicForWorkers {
        keyword: keyword.shown(),
        directive: list.name.as_str().to_owned(),
    }
}

/// No attribute is added by a script that is trusted: there the keyword can only make 'unsafe-inline' void, which is reported
/// that one.
pub(super) fn in_attributes(list: &List<'_>, out: &mut Diagnostics) {
    // There it makes 'unsafe-inline' void, which is an effect.
    let voids = list.keyword(Keyword::UnsafeInline).is_some() || list.has_unknown();
    if list.name != ScriptSrcAttr || !list.is_whole || voids {
        return;
    }
    if let Some(keyword) = list.keyword(Keyword::StrictDynamic) {
        out.report(keyword.site, without_effect(list, keyword));
    }
}

fn without_effect(list: &List<'_>, keyword: &Sited<SourceExpression>) -> csp::Problem {
    csp::Problem::KeywordWithoutEffect {
        word: keyword.shown(),
        directive: list.name.as_str().to_owned(),
        write: list.nothing_for(keyword),
    }
}

/// What names places is ignored beside 'strict-dynamic'. `https:` and the like are how a policy for older browsers is
/// written into script-src; browsers that know script-src-elem know 'strict-dynamic' too.
pub(super) fn ignores_the_rest(list: &List<'_>, out: &mut Diagnostics) {
    let Some(keyword) = list
        .keyword(Keyword::StrictDynamic)
        .filter(|_| matches!(list.name, ScriptSrc | ScriptSrcElem))
        // Where nothing may start, that is reported, and one message is enough.
        .filter(|_| !list.is_whole || may_start(list))
    else {
        return;
    };
    let places = list.sources.iter().filter(|source| source.node.is_place());
    for source in places {
        let (shown, keyword) = (source.shown(), keyword.shown());
        // In use for browsers of before CSP3, which do not know the keyword.
        if list.name == ScriptSrc && is_fallback(&source.node) {
            out.report(
                source.site,
                Problem::StrictDynamicFallback {
                    source: shown,
                    keyword,
                },
            );
        } else {
            out.report(
                source.site,
                Problem::IgnoredBesideStrictDynamic {
                    source: shown,
                    keyword,
                    directive: list.name.as_str().to_owned(),
                },
            );
        }
    }
}

fn is_fallback(source: &SourceExpression) -> bool {
    match source {
        SourceExpression::Keyword(Keyword::SelfOrigin) | SourceExpression::Scheme(_) => true,
        SourceExpression::Host(host) => host.host == "*",
        _ => false,
    }
}
