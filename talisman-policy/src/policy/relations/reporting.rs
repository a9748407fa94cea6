//! The receivers of reports: each is declared before it is named.

use super::{Problem, Whole};
use crate::csp::{self, DirectiveName, DirectiveValue};
use crate::diagnostic::{Diagnostics, Place};
use crate::header::{Header, HeaderPolicy};
use crate::report_to::Group;
use crate::suggest::nearest;
use crate::text::is_key;

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    endpoints(whole, out);
    nel(whole, out);
}

/// The endpoint names of every header against those that the policy declares.
fn endpoints(whole: &Whole<'_>, out: &mut Diagnostics) {
    let mut declared = groups(whole);
    if let Some(HeaderPolicy::ReportingEndpoints(endpoints)) =
        whole.policy.get(Header::ReportingEndpoints)
    {
        declared.extend(endpoints.names().map(|name| name.node.as_str()));
    }
    let named = Header::ALL
        .iter()
        .filter_map(|header| Some((*header, whole.policy.get(*header)?)))
        .flat_map(|(header, value)| {
            let has_report_uri = matches!(value, HeaderPolicy::Csp(csp) if csp.get(DirectiveName::ReportUri).is_some());
            let names = names(value, &whole.place(header)).into_iter();
            names.map(move |(place, name)| (place, name, has_report_uri))
        })
        // Of a name that no endpoint can have it was told already.
        .filter(|(_, name, _)| is_key(name));
    for (place, name, hides_report_uri) in named {
        if declared.is_empty() {
            let problem = Problem::NoEndpoints {
                name,
                hides_report_uri,
            };
            out.report(place, problem);
            // Of further names there is nothing more to say.
            return;
        }
        if !declared.contains(&name.as_str()) {
            let declared = declared.iter().copied();
            out.report(place, unknown(&name, declared, "reporting_endpoints"));
        }
    }
}

/// NEL is older than Reporting-Endpoints, and knows the groups of Report-To alone.
fn nel(whole: &Whole<'_>, out: &mut Diagnostics) {
    let Some(HeaderPolicy::Nel(nel)) = whole.policy.get(Header::Nel) else {
        return;
    };
    let Some(name) = nel.report_to() else { return };
    let groups = groups(whole);
    if groups.is_empty() {
        let name = name.node.clone();
        out.report(
            whole.place(Header::Nel),
            Problem::NelWithoutReportTo { name },
        );
    } else if !groups.contains(&name.node.as_str()) {
        out.report(
            name.site,
            unknown(&name.node, groups.iter().copied(), "report_to"),
        );
    }
}

fn groups<'a>(whole: &Whole<'a>) -> Vec<&'a str> {
    match whole.policy.get(Header::ReportTo) {
        Some(HeaderPolicy::ReportTo(report_to)) => {
            report_to.groups().iter().map(Group::name).collect()
        }
        _ => Vec::new(),
    }
}

fn unknown<'a>(
    name: &str,
    declared: impl Iterator<Item = &'a str> + Clone,
    option: &'static str,
) -> Problem {
    let near = nearest(name, declared.clone());
    let write = near.map_or_else(
        || format!("write one of {}", declared.collect::<Vec<_>>().join(", ")),
        |near| format!("write {near}"),
    );
    Problem::UnknownEndpoint {
        name: name.to_owned(),
        option,
        write,
    }
}

/// The endpoint names of a value, each where it stands, or else at the option of its header.
fn names(value: &HeaderPolicy, option: &Place) -> Vec<(Place, String)> {
    let at_option = |name: Option<&str>| name.map(|name| (option.clone(), name.to_owned()));
    match value {
        HeaderPolicy::Csp(csp) => of_csp(csp),
        HeaderPolicy::IntegrityPolicy(policy) => {
            let names = policy.endpoint_names().iter();
            names
                .map(|name| (name.site.into(), name.node.clone()))
                .collect()
        }
        HeaderPolicy::Permissions(policy) => {
            let declarations = policy.declarations().iter();
            declarations
                .filter_map(|declaration| at_option(declaration.report_to()))
                .collect()
        }
        HeaderPolicy::DocumentPolicy(policy) => {
            let members = policy.members().iter();
            members
                .filter_map(|member| at_option(member.report_to.as_deref()))
                .collect()
        }
        HeaderPolicy::CrossOriginOpenerPolicy(policy) => {
            at_option(policy.report_to()).into_iter().collect()
        }
        HeaderPolicy::CrossOriginEmbedderPolicy(policy) => {
            at_option(policy.report_to()).into_iter().collect()
        }
        HeaderPolicy::DocumentIsolationPolicy(policy) => {
            at_option(policy.report_to()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn of_csp(csp: &csp::Policy) -> Vec<(Place, String)> {
    match csp.get(DirectiveName::ReportTo) {
        Some(DirectiveValue::Words(words)) => words
            .iter()
            .map(|word| (word.site.into(), word.node.clone()))
            .collect(),
        _ => Vec::new(),
    }
}
