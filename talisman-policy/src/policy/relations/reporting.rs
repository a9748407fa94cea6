//! The receivers of reports: each is declared before it is named.

use super::{Problem, Whole};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::nearest;
use crate::headers::csp::DirectiveName;
use crate::headers::endpoint::ReportsTo;
use crate::headers::header::{Header, HeaderPolicy};
use crate::headers::report_to::Group;
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
    let undeclared = undeclared(whole, &declared);
    let mut seen: Vec<&str> = Vec::new();
    for (name, place, hides_report_uri) in &undeclared {
        if !declared.is_empty() {
            let problem = unknown(name, &declared, "reporting_endpoints");
            out.report(place.clone(), problem);
        } else if !seen.contains(&name.as_str()) {
            seen.push(name);
            let problem = Problem::NoEndpoints {
                name: name.clone(),
                declare: declare(&undeclared),
                hides_report_uri: *hides_report_uri,
            };
            out.report(place.clone(), problem);
        }
    }
}

/// An endpoint that is named, where, and whether it makes browsers ignore a report-uri beside it.
type Named = (String, Place, bool);

/// The endpoints that the headers name and that are not `declared`.
fn undeclared(whole: &Whole<'_>, declared: &[&str]) -> Vec<Named> {
    let mut found = Vec::new();
    for header in Header::ALL {
        let Some(value) = whole.policy.get(*header) else {
            continue;
        };
        let hides_report_uri =
            matches!(value, HeaderPolicy::Csp(csp) if csp.get(DirectiveName::ReportUri).is_some());
        for ReportsTo { name, site } in value.reports_to() {
            // A name that no endpoint can have is reported where it is read.
            if is_key(&name) && !declared.contains(&name.as_str()) {
                let place = site.map_or_else(|| whole.place(*header), Place::from);
                found.push((name, place, hides_report_uri));
            }
        }
    }
    found
}

/// The members of a Reporting-Endpoints that declares all of them.
fn declare(undeclared: &[Named]) -> String {
    let mut members: Vec<String> = Vec::new();
    for (name, ..) in undeclared {
        let member = format!("{name}: \"/reports\"");
        if !members.contains(&member) {
            members.push(member);
        }
    }
    members.join(", ")
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
        out.report(name.site, unknown(&name.node, &groups, "report_to"));
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

fn unknown(name: &str, declared: &[&str], option: &'static str) -> Problem {
    let only = match declared {
        [only] => Some(*only),
        _ => nearest(name, declared),
    };
    let write = match only {
        // Of a NEL, which is JSON.
        Some(only) if option == "report_to" => format!("write \"{only}\""),
        Some(only) => format!("write {only}"),
        None => format!("write one of {}", declared.join(", ")),
    };
    Problem::UnknownEndpoint {
        name: name.to_owned(),
        option,
        write,
    }
}
