//! Directives that limit something else than scripts, styles and other loads: whether each of them limits anything.

use super::effective::Effective;
use super::{Findings, Problem, is_any_host, is_scheme, is_star, names_a_host};
use crate::headers::csp::directive::DirectiveName::{
    self, BaseUri, ChildSrc, FormAction, FrameAncestors, ObjectSrc, ScriptSrcElem, WorkerSrc,
};
use crate::headers::csp::list::List;
use crate::headers::csp::{Keyword, Sited, SourceExpression};

/// The problem of a source that stands for every host, of the word for it and those for nobody and for the page's own origin.
type Open = fn(String, String, String) -> Problem;

const LIMITS: [(DirectiveName, Open); 4] = [
    (ObjectSrc, |word, none, _| Problem::ObjectAnyHost {
        word,
        write: none,
    }),
    (BaseUri, |word, none, own| Problem::BaseUriAnyHost {
        word,
        none,
        own,
    }),
    (FrameAncestors, |word, none, own| {
        let write = format!("write {none}, {own} or the hosts that may frame the page");
        Problem::FrameAncestorsAnyHost { word, write }
    }),
    (FormAction, |word, _, own| Problem::FormActionAnyHost {
        word,
        own,
    }),
];

/// The sources of a list for every host, where it governs what one of these directives is about.
pub(super) fn every_host(limit: DirectiveName, list: List<'_>, found: &mut Findings<'_>) {
    let Some((_, problem)) = LIMITS.iter().find(|(name, _)| *name == limit) else {
        return;
    };
    for source in any_hosts(list) {
        let (none, own) = (found.none(), found.own_origin());
        let word = source.shown();
        let mut problem = problem(word, none, own);
        // 'none' cannot be beside other sources, which say already who may.
        if let (Problem::FrameAncestorsAnyHost { write, .. }, 2..) =
            (&mut problem, list.sources.len())
        {
            "leave it out, and write the hosts that may frame the page".clone_into(write);
        }
        found.any_host(source, problem);
    }
}

/// `object-src`. Without a limit on scripts nobody needs an object to run one.
pub(super) fn objects(policy: Effective<'_>, found: &mut Findings<'_>) {
    match policy.list(ObjectSrc) {
        Some(list) => every_host(ObjectSrc, list, found),
        // A policy that leaves scripts alone has nothing that an object could get around.
        None if policy.is_meant_to_be_whole() && policy.list(ScriptSrcElem).is_some() => {
            let write = found.none();
            found.missing(Problem::NoObjectSrc { write });
        }
        None => {}
    }
}

/// `object-src` that allows something: hardly a page has an object.
pub(super) fn objects_of_some(policy: Effective<'_>, found: &mut Findings<'_>) {
    let Some(list) = policy.list(ObjectSrc).filter(|list| list.name == ObjectSrc) else {
        return;
    };
    let allows = |source: &SourceExpression| {
        names_a_host(source) || is_scheme(source, "data") || is_scheme(source, "blob")
    };
    let first = list.sources.iter().find(|source| allows(&source.node));
    if let (Some(source), None) = (first, any_hosts(list).next()) {
        let write = found.none();
        let word = source.shown();
        found.source(source, Problem::ObjectAllowlist { word, write });
    }
}

/// `base-uri`. It matters most where scripts are trusted whatever their host.
pub(super) fn base(policy: Effective<'_>, found: &mut Findings<'_>) {
    let (none, own) = (found.none(), found.own_origin());
    if let Some(list) = policy.list(BaseUri) {
        every_host(BaseUri, list, found);
        return;
    }
    let scripts = policy.list(ScriptSrcElem);
    let what = match scripts {
        Some(list) if list.has_nonce() => "a script that has the nonce and a relative URL",
        Some(list) if list.hash().is_some() && list.is_strict_dynamic() => {
            "what a trusted script loads from a relative URL"
        }
        _ => return,
    };
    if policy.is_meant_to_be_whole() {
        found.missing(Problem::NoBaseUri { what, none, own });
    }
}

/// `frame-ancestors`.
pub(super) fn ancestors(policy: Effective<'_>, found: &mut Findings<'_>) {
    let (none, own) = (found.none(), found.own_origin());
    match policy.list(FrameAncestors) {
        Some(list) => every_host(FrameAncestors, list, found),
        None if policy.is_meant_to_be_whole() => {
            found.missing(Problem::NoFrameAncestors { none, own });
        }
        None => {}
    }
}

/// `form-action`.
pub(super) fn forms(policy: Effective<'_>, found: &mut Findings<'_>) {
    let own = found.own_origin();
    match policy.list(FormAction) {
        // A sandbox without allow-forms blocks every form before a list is asked.
        _ if !policy.sends_forms() => {}
        Some(list) => every_host(FormAction, list, found),
        None if policy.is_meant_to_be_whole() => found.missing(Problem::NoFormAction { own }),
        None => {}
    }
}

/// `form-action 'self'` where an answer redirects.
pub(super) fn redirects(policy: Effective<'_>, found: &mut Findings<'_>) {
    let list = policy.list(FormAction).filter(|_| policy.sends_forms());
    // Beside other sources somebody has thought of where the redirect leads to.
    let [source] = list.map_or(&[][..], |list| list.sources) else {
        return;
    };
    if source.node == SourceExpression::Keyword(Keyword::SelfOrigin) {
        let word = source.shown();
        found.source(source, Problem::FormActionRedirects { word });
    }
}

/// `*` where workers are named.
pub(super) fn workers(policy: Effective<'_>, found: &mut Findings<'_>) {
    // Only a script starts a worker.
    let list = policy.list(WorkerSrc).filter(|_| policy.runs_scripts());
    let Some(list) = list.filter(|list| matches!(list.name, WorkerSrc | ChildSrc)) else {
        return;
    };
    let has_blob = list
        .sources
        .iter()
        .any(|source| is_scheme(&source.node, "blob"));
    let star = list.sources.iter().find(|source| is_star(&source.node));
    if let Some(source) = star.filter(|_| !has_blob) {
        let (word, directive) = (source.shown(), list.name.as_str().to_owned());
        found.source(source, Problem::WorkerStar { word, directive });
    }
}

fn any_hosts(list: List<'_>) -> impl Iterator<Item = &Sited<SourceExpression>> {
    let sources = list.sources.iter();
    sources.filter(|source| is_any_host(&source.node))
}
