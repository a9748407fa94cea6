//! `delivery: meta`: a policy for the `<meta>` element of a page, which carries a Content Security Policy and nothing else.

use super::option::{OptionName, Task};
use super::settings::{Options, is_off, one_word, wrong};
use super::{Changes, CspChange, Problem};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::headers::csp::{
    self, Directive, DirectiveName, DirectiveValue, Operator, SourceExpression,
};
use crate::headers::header::Header;

/// Whether the policy is for a `<meta>`.
pub(super) fn is_meta(options: &Options<'_>) -> bool {
    let delivery = options.get(OptionName::Delivery).and_then(one_word);
    delivery.is_some_and(|word| word.is("meta"))
}

/// Reports what a `<meta>` cannot carry, if the policy is for one.
pub(super) fn check(options: &Options<'_>, enforced: Option<&csp::Policy>, out: &mut Diagnostics) {
    let name = OptionName::Delivery;
    let Some(setting) = options.get(name) else {
        return;
    };
    if !is_meta(options) {
        if !one_word(setting).is_some_and(|word| word.is("header")) {
            wrong(setting, name, "meta, or header", out);
        }
        return;
    }
    for (place, problem) in of_options(options) {
        out.report(place, problem);
    }
    match enforced {
        Some(csp) if csp.constant().is_some() => of_constant(csp, out),
        Some(csp) => {
            for (place, problem) in csp.directives().iter().filter_map(of_directive) {
                out.report(place, problem);
            }
        }
        None if !out.has_errors() => out.report(&setting.name, Problem::NothingInMeta),
        None => {}
    }
}

/// The same of a derived policy, whose base decides whether it is for a `<meta>`: one thing that it would lose there.
pub(super) fn check_derived(changes: &Changes, options: &Options<'_>, out: &mut Diagnostics) {
    if let Some(setting) = options.get(OptionName::Delivery) {
        out.report(&setting.name, Problem::DeliveryOfBase);
        return;
    }
    if let CspChange::Replace(csp) = &changes.content_security_policy {
        of_constant(csp, out);
    }
    let of_csp = match &changes.content_security_policy {
        CspChange::Edit(edits) => {
            let brings = |operator| !matches!(operator, Operator::Remove | Operator::Drop);
            let mut brought = edits.iter().filter(|edit| brings(edit.operator));
            brought.find_map(|edit| of_directive(&edit.directive))
        }
        CspChange::Replace(csp) => csp.directives().iter().find_map(of_directive),
        CspChange::Off => None,
    };
    if let Some((place, problem)) = of_options(options).next().or(of_csp) {
        out.report_if(Condition::InMeta, place, problem);
    }
}

/// The options that a `<meta>` has no place for.
fn of_options<'a>(options: &'a Options<'_>) -> impl Iterator<Item = (Place, Problem)> + use<'a> {
    let written = OptionName::ALL.iter().filter_map(|name| {
        let setting = options.get(*name)?;
        (!is_off(setting) && !is_for_meta(*name)).then_some((*name, setting))
    });
    written.map(|(name, setting)| {
        let why = match name.header() {
            Some(Header::ContentSecurityPolicyReportOnly) => {
                "browsers ignore a policy there that only reports"
            }
            _ => "a page can hold its own Content-Security-Policy, and no other field",
        };
        let problem = Problem::NotInMeta {
            found: name.as_str().to_owned(),
            why,
            help: "leave it out here, and have the server that answers with the page send it"
                .to_owned(),
        };
        (Place::from(&setting.name), problem)
    })
}

fn is_for_meta(name: OptionName) -> bool {
    match name.header() {
        Some(header) => header == Header::ContentSecurityPolicy,
        None => {
            name.fact().task == Task::Content
                || matches!(
                    name,
                    OptionName::MaxFieldLength | OptionName::FrameOptionsAllowFrom
                )
        }
    }
}

/// The same of a constant that has the directives, which only the compiler sees.
fn of_constant(csp: &csp::Policy, out: &mut Diagnostics) {
    let Some(constant) = csp.constant() else {
        return;
    };
    for name in DirectiveName::ignored_in_meta() {
        let condition = Condition::HasDirectiveInMeta(name.as_str());
        out.report_if(condition, constant.site, ignored(name));
    }
    let problem = Problem::NotInMeta {
        found: constant.node.clone(),
        why: "it has a nonce or a slot, and a file is always the same",
        help: "write hashes instead of the nonce, and origins instead of a slot".to_owned(),
    };
    out.report_if(Condition::HasOpeningInMeta, constant.site, problem);
}

fn ignored(name: DirectiveName) -> Problem {
    Problem::NotInMeta {
        found: name.as_str().to_owned(),
        why: "browsers ignore the directive there",
        help: "leave it out here; only a server that answers with the page can send it".to_owned(),
    }
}

/// What of a directive browsers ignore in a `<meta>`, or what a file cannot have.
fn of_directive(directive: &Directive) -> Option<(Place, Problem)> {
    let mut names = DirectiveName::ignored_in_meta();
    if let Some(name) = names.find(|name| directive.name().as_str() == name.as_str()) {
        return Some((directive.site().into(), ignored(name)));
    }
    let DirectiveValue::Sources(sources) = directive.value() else {
        return None;
    };
    sources.iter().find_map(|source| {
        let (found, why, help) = match &source.node {
            SourceExpression::Nonce => (
                "nonce".to_owned(),
                "each response has another one, and a file is always the same",
                "use hashes in its place: hashes_of(\"dist/index.html\") gives those of a page",
            ),
            SourceExpression::Slot(slot) => (
                slot.serialize(),
                "nothing fills it in a file",
                "write the origin itself, in double quotes",
            ),
            _ => return None,
        };
        let help = help.to_owned();
        let problem = Problem::NotInMeta { found, why, help };
        Some((source.site.into(), problem))
    })
}
