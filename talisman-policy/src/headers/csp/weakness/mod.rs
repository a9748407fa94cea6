//! Weaknesses: what a policy that browsers read as it was intended still leaves open.
//!
//! The questions are those of Google's CSP Evaluator and of Mozilla's Observatory, asked of today's browsers, and those that
//! follow from what the directives mean. What those tools say and is not repeated here:
//!
//! - That a nonce needs `'unsafe-inline'` beside it and `'strict-dynamic'` needs `https:`, and that `report-to` needs
//!   `report-uri`: only browsers need it that know no CSP2, no CSP3 or no Reporting API, and none of them is current.
//! - That `data:` in `object-src` or `base-uri`, and `blob:` in `object-src`, run scripts: browsers give a document from
//!   `data:` no origin, take no base from it, and make a `blob:` URL only for a script that runs already.
//! - That `ftp:` lets something in: no browser loads from there.
//! - That an address is ignored, and that `'unsafe-eval'` does something in `script-src-attr` or `style-src`: neither is so.
//! - That `object-src` without a value is missing: it is `'none'`.
//! - Which hosts serve what gets an attacker around a policy: the list is the user's, [`bypass`].
//! - That `default-src 'none'` is better than what is listed anyway.
//!
//! A source is reported once, for the worst that it allows.

mod bypass;
mod effective;
mod insecure;
mod limits;
mod problem;
mod reports;
mod scripts;
mod styles;

pub use bypass::{bypass, bypass_changes, inherited_bypass};
pub use problem::Problem;

use std::collections::HashSet;
use std::slice;

use self::effective::Effective;
use super::directive::{DirectiveName, Governs, Language, Part};
use super::edit::{Edit, Operator};
use super::keyword::Keyword;
use super::list::List;
use super::source::{self, SourceExpression};
use super::{Directive, Disposition, Policy, Sited, check};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::{Site, Spelling};
use crate::problem::Problem as AnyProblem;

/// Says what a policy leaves open. It is one that browsers read as it was intended: nothing in it was refused.
pub(super) fn all(policy: &Policy, disposition: Disposition, out: &mut Diagnostics) {
    let mut found = Findings::new(policy.directives(), out);
    let policy = Effective::new(policy, disposition);
    if policy.runs_scripts() {
        scripts::weaknesses(policy, &mut found);
        limits::objects(policy, &mut found);
        limits::base(policy, &mut found);
    }
    limits::ancestors(policy, &mut found);
    limits::forms(policy, &mut found);
    insecure::sources(policy, &mut found);
    insecure::report_uri(policy, &mut found);
    if policy.runs_scripts() {
        scripts::advice(policy, &mut found);
        limits::objects_of_some(policy, &mut found);
    }
    styles::advice(policy, &mut found);
    limits::workers(policy, &mut found);
    limits::redirects(policy, &mut found);
    reports::advice(policy, &mut found);
    found.finish();
}

/// Says what a change leaves open, whatever the policy is that is changed.
///
/// Most of what can be said of scripts is not of these: `script-src-elem` of the base may govern them in the place of
/// `script-src`, `require-trusted-types-for` makes `'unsafe-eval'` needed, and a nonce or hash makes `'unsafe-inline'` void that is added.
pub(super) fn change(edit: &Edit, out: &mut Diagnostics) {
    let is_set = match edit.operator {
        Operator::Set => true,
        Operator::Append => false,
        Operator::SetIfSent | Operator::Remove | Operator::Drop | Operator::DropIfPresent => return,
    };
    let Some(name) = DirectiveName::from_word(edit.directive.name().as_str()) else {
        return;
    };
    let list = List::named(name, &edit.directive);
    let mut found = Findings::new(slice::from_ref(&edit.directive), out);
    match name.fact().governs {
        Governs::Code(Language::Script, Part::Elements) if is_set => {
            scripts::elements(list, &mut found);
        }
        Governs::Code(Language::Script, Part::Attributes) if is_set => {
            scripts::attributes(list, &mut found);
        }
        Governs::Everything
        | Governs::Children
        | Governs::Code(..)
        | Governs::Connections
        | Governs::Places
        | Governs::Passive
        | Governs::Nothing => limits::every_host(name, list, &mut found),
    }
    // Who frames the page is not a request of its own, and is not upgraded with those.
    if name == DirectiveName::FrameAncestors {
        insecure::of_list(list, &mut found);
    }
    found.finish();
}

/// What is found, each source once.
struct Findings<'o> {
    found: HashSet<Site>,
    /// The sources of which it is not a problem by itself that those beside them limit nothing.
    any_host: HashSet<Site>,
    /// How the policy was written, and so how a remedy is.
    spelling: Spelling,
    out: &'o mut Diagnostics,
}

impl<'o> Findings<'o> {
    fn new(directives: &[Directive], out: &'o mut Diagnostics) -> Self {
        let is_bare = |directive: &Directive| {
            let mut spellings = directive.sources().iter().map(|source| source.spelling);
            directive.name.spelling == Spelling::Bare || spellings.any(|it| it == Spelling::Bare)
        };
        let spelling = if directives.iter().any(is_bare) {
            Spelling::Bare
        } else {
            Spelling::Text
        };
        Self {
            found: HashSet::new(),
            any_host: HashSet::new(),
            spelling,
            out,
        }
    }

    /// A source that allows too much.
    fn source(&mut self, source: &Sited<SourceExpression>, problem: Problem) {
        if self.found.insert(source.site) {
            self.out.report(source.site, problem);
        }
    }

    /// A source that stands for every host: that those beside it limit nothing follows from it, and is not reported as well.
    fn any_host(&mut self, source: &Sited<SourceExpression>, problem: Problem) {
        self.any_host.insert(source.site);
        self.source(source, problem);
    }

    /// Takes back what follows from a problem of the same source: once, as a list may have very many.
    fn finish(self) {
        let any_host = self.any_host;
        if any_host.is_empty() {
            return;
        }
        self.out.retract(|place, problem| {
            let follows = matches!(
                problem,
                AnyProblem::CspRelation(check::Problem::CoversEverything { .. })
            );
            follows && matches!(place, Place::Word(site) if any_host.contains(site))
        });
    }

    /// A directive that is not there.
    fn missing(&mut self, problem: Problem) {
        self.out.report(Place::Whole, problem);
    }

    fn keyword(&self, keyword: Keyword) -> String {
        self.spelling.keyword(keyword.as_str())
    }

    fn none(&self) -> String {
        self.spelling.keyword("'none'")
    }

    fn own_origin(&self) -> String {
        self.keyword(Keyword::SelfOrigin)
    }

    fn nonce(&self) -> String {
        self.spelling.keyword(source::NONCE)
    }

    /// The two words of a strict policy.
    fn strict(&self) -> String {
        format!(
            "`{} {}`",
            self.nonce(),
            self.keyword(Keyword::StrictDynamic)
        )
    }
}

/// Whether a source stands for every host that there is, whatever its port and path.
fn is_any_host(source: &SourceExpression) -> bool {
    let is_web = |scheme: &str| matches!(scheme, "http" | "https");
    match source {
        SourceExpression::Scheme(scheme) => is_web(scheme),
        SourceExpression::Host(host) => {
            host.host == "*" && host.scheme.as_deref().is_none_or(is_web)
        }
        _ => false,
    }
}

/// `*`, which stands for the schemes of the network alone.
fn is_star(source: &SourceExpression) -> bool {
    matches!(source, SourceExpression::Host(host) if host.host == "*" && host.scheme.is_none())
}

fn is_scheme(source: &SourceExpression, name: &str) -> bool {
    matches!(source, SourceExpression::Scheme(scheme) if scheme == name)
}

/// Whether a source stands for the page's own origin or for hosts that it names.
fn names_a_host(source: &SourceExpression) -> bool {
    match source {
        SourceExpression::Keyword(keyword) => *keyword == Keyword::SelfOrigin,
        SourceExpression::Host(_) => !is_any_host(source),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
