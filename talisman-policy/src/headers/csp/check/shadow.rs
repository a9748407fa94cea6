//! Fallbacks: what is in a directive whose place others take, and directives that say what their fallback says.

use std::collections::HashSet;

use talisman_core::encoded::DirectiveField;

use super::Problem;
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::names::Names;
use crate::headers::csp::DirectiveName::{
    self, ChildSrc, DefaultSrc, FrameSrc, StyleSrc, StyleSrcElem, WorkerSrc,
};
use crate::headers::csp::directive::Governs;
use crate::headers::csp::edit::{Edit, Operator};
use crate::headers::csp::list::List;
use crate::headers::csp::source::SourceExpression;
use crate::headers::csp::{Policy, Sited};

/// The directives with keywords of their own, for all of which default-src alone stands in.
fn families() -> impl Iterator<Item = DirectiveName> {
    let names = DirectiveName::ALL.iter().copied();
    names.filter(|name| {
        let governs = name.fact().governs;
        name.fallbacks() == [DefaultSrc]
            && matches!(governs, Governs::Code(..) | Governs::Connections)
    })
}

/// A keyword, nonce or hash in default-src where the policy has every directive that it is about.
///
/// Where one of those has it too, its writer gets what was intended.
pub(super) fn default_sources(policy: &Policy, out: &mut Diagnostics) {
    let Some(list) = List::in_policy(policy, DefaultSrc) else {
        return;
    };
    let elsewhere = elsewhere(policy);
    for source in list.sources.iter().filter(|source| !source.node.is_place()) {
        let by: Vec<DirectiveName> = families()
            .filter(|family| source.node.is_effective_in(*family))
            .collect();
        let is_void = !by.is_empty() && by.iter().all(|name| policy.directive(*name).is_some());
        if is_void && !elsewhere.contains(&of_one_kind(&source.node)) {
            report(source, DefaultSrc, &by, out);
        }
    }
}

/// What is in the lists of other directives than default-src.
fn elsewhere(policy: &Policy) -> HashSet<String> {
    let directives = policy.directives().iter();
    let lists = directives.filter_map(|directive| List::of(directive, true));
    lists
        .filter(|list| list.name != DefaultSrc)
        .flat_map(|list| list.sources)
        .map(|source| of_one_kind(&source.node))
        .collect()
}

/// A text that two sources have in common if one does for the other: any two nonces do.
fn of_one_kind(source: &SourceExpression) -> String {
    if source.is_nonce() {
        "'nonce'".to_owned()
    } else {
        source.to_string()
    }
}

/// A nonce whose elements another directive governs, which has none: no element is let through by it.
pub(super) fn nonces(policy: &Policy, out: &mut Diagnostics) {
    let names = DirectiveName::ALL.iter();
    for (name, elements) in names.filter_map(|name| Some((*name, name.of_elements()?))) {
        let (Some(list), Some(elements)) = (
            List::in_policy(policy, name),
            List::in_policy(policy, elements),
        ) else {
            continue;
        };
        // Attributes have no nonce, so that elements are all that it was for.
        let nonce = list.sources.iter().find(|source| source.node.is_nonce());
        if let Some(nonce) = nonce.filter(|_| !elements.has_nonce() && !elements.has_unknown()) {
            report(nonce, name, &[elements.name], out);
        }
    }
}

/// The same of a nonce that a change of a base brings, where only the compiler sees the other directive.
pub(in crate::headers::csp) fn nonce_of_change(
    edit: &Edit,
    field: DirectiveField,
    out: &mut Diagnostics,
) {
    let takes_away = matches!(
        edit.operator,
        Operator::Remove | Operator::Drop | Operator::DropIfPresent
    );
    let mut sources = edit.directive.sources().iter();
    let nonce = sources.find(|source| !takes_away && source.node.is_nonce());
    let name = DirectiveName::from_word(edit.directive.name().as_str());
    let elements = name.and_then(DirectiveName::of_elements);
    let (Some(nonce), Some(name), Some(elements)) = (nonce, name, elements) else {
        return;
    };
    let directive = elements.as_str();
    if let Some(problem) = shadowed(nonce, name, &[elements]) {
        out.report_if(
            Condition::LacksNonce { field, directive },
            nonce.site,
            problem,
        );
    }
}

fn report(
    source: &Sited<SourceExpression>,
    directive: DirectiveName,
    by: &[DirectiveName],
    out: &mut Diagnostics,
) {
    if let Some(problem) = shadowed(source, directive, by) {
        out.report(source.site, problem);
    }
}

fn shadowed(
    source: &Sited<SourceExpression>,
    directive: DirectiveName,
    by: &[DirectiveName],
) -> Option<Problem> {
    Some(Problem::ShadowedSource {
        source: source.shown(),
        directive: directive.as_str().to_owned(),
        by: Names::new(by.iter().map(|name| format!("`{name}`")))?,
    })
}

/// child-src stands in for frames and workers: with a directive for each it governs nothing.
pub(super) fn fallback_without_use(policy: &Policy, out: &mut Diagnostics) {
    if let Some(directive) = policy.directive(ChildSrc).filter(|_| is_unused(policy)) {
        out.report(directive.site(), Problem::UnusedFallback);
    }
}

fn is_unused(policy: &Policy) -> bool {
    [FrameSrc, WorkerSrc]
        .iter()
        .all(|name| policy.directive(*name).is_some())
}

/// A directive with the list that would govern in its place.
pub(super) fn same_as_fallback(policy: &Policy, out: &mut Diagnostics) {
    for directive in policy.directives() {
        let list =
            List::of(directive, true).filter(|list| list.name != ChildSrc || !is_unused(policy));
        let Some(list) = list else {
            continue;
        };
        let fallback = policy
            .fallback(list.name)
            .and_then(|fallback| List::of(fallback, true));
        if let Some(fallback) = fallback.filter(|fallback| says_the_same(&list, fallback)) {
            out.report(
                directive.site(),
                Problem::SameAsFallback {
                    directive: list.name.as_str().to_owned(),
                    fallback: fallback.name.as_str().to_owned(),
                },
            );
        }
    }
}

/// Safari before 26.2 asks what stands in for style-src-elem, as if that were not there.
pub(super) fn elements_of_style_in_safari(policy: &Policy, out: &mut Diagnostics) {
    let (Some(directive), None) = (policy.directive(StyleSrcElem), policy.directive(StyleSrc))
    else {
        return;
    };
    let fallback = policy.fallback(StyleSrcElem);
    let list = List::of(directive, true);
    let asked = fallback.and_then(|fallback| List::of(fallback, true));
    if let (Some(list), Some(asked)) = (list, asked) {
        if has_the_same(&list, &asked) {
            return;
        }
    }
    out.report(
        directive.site(),
        Problem::StyleSrcElemInSafari {
            directive: directive.name().as_str().to_owned(),
            fallback: fallback.map(|fallback| fallback.name().as_str().to_owned()),
        },
    );
}

/// Whether two lists have the same sources, in any order.
fn has_the_same(list: &List<'_>, other: &List<'_>) -> bool {
    let set = |list: &List<'_>| -> HashSet<String> {
        let sources = list.sources.iter();
        sources.map(|source| source.node.to_string()).collect()
    };
    set(list) == set(other)
}

fn says_the_same(list: &List<'_>, fallback: &List<'_>) -> bool {
    // A keyword may mean something in one of the two alone.
    let means_the_same = |source: &Sited<SourceExpression>| {
        source.node.is_place()
            || (source.node.is_effective_in(list.name)
                && source.node.is_effective_in(fallback.name))
    };
    has_the_same(list, fallback) && list.sources.iter().all(means_the_same)
}
