//! The parameter `report-to` of a dictionary's members: the endpoint that reports about a member go to.

use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Member, Site, Spelling, Word};
use crate::headers::csp::Sited;
use crate::problem::Problem as AnyProblem;
use crate::text::is_key;

/// An endpoint that a policy names.
pub(crate) struct ReportsTo {
    /// Its name.
    pub(crate) name: String,
    /// Where it is named, if the policy knows.
    pub(crate) site: Option<Site>,
}

/// The endpoints of names that know where they are.
pub(crate) fn sited(names: &[Sited<String>]) -> Vec<ReportsTo> {
    let mut endpoints = Vec::new();
    for name in names {
        endpoints.push(ReportsTo {
            name: name.node.clone(),
            site: Some(name.site),
        });
    }
    endpoints
}

/// The endpoint of a value that has at most one, and has forgotten where it was.
pub(crate) fn unsited(name: Option<&str>) -> Option<ReportsTo> {
    Some(ReportsTo {
        name: name?.to_owned(),
        site: None,
    })
}

/// What can be wrong with the parameters of a member, before its header gives it its code.
pub(crate) enum EndpointProblem {
    /// No endpoint can have this name.
    Name(String),
    /// An endpoint's name in quotes: Chromium reads a token alone.
    String(String),
    /// A second endpoint.
    Twice,
    /// A parameter in capitals, and its name without.
    KeyCase { name: String, write: String },
    /// A parameter that no browser knows.
    Unknown(String),
    /// A parameter after one item of a list, where browsers know none.
    OfItem(String),
}

/// Reads the parameters of a member: its endpoint, if it has one.
pub(crate) fn read<P: Into<AnyProblem>>(
    member: &Member,
    out: &mut Diagnostics,
    problem: impl Fn(EndpointProblem) -> P,
) -> Option<String> {
    for name in &member.item_parameters {
        out.report(name, problem(unknown(name, EndpointProblem::OfItem)));
    }
    let mut first: Option<&Word> = None;
    let mut endpoint = None;
    for (name, value) in &member.parameters {
        if name.text != "report-to" {
            out.report(name, problem(unknown(name, EndpointProblem::Unknown)));
        } else if let Some(first) = first {
            out.report_both(name, first, problem(EndpointProblem::Twice));
        } else {
            first = Some(name);
            match name_of(member, value.as_ref()) {
                Ok(found) => endpoint = Some(found),
                Err(error) => out.report(value.as_ref().unwrap_or(name), problem(error)),
            }
        }
    }
    endpoint
}

fn unknown(name: &Word, otherwise: fn(String) -> EndpointProblem) -> EndpointProblem {
    let name = name.text.clone();
    if is_key(&name) {
        otherwise(name)
    } else {
        EndpointProblem::KeyCase {
            write: name.to_ascii_lowercase(),
            name,
        }
    }
}

fn name_of(member: &Member, value: Option<&Word>) -> Result<String, EndpointProblem> {
    let word = value.map_or("", |value| value.text.as_str()).to_owned();
    // Among Rust tokens every name may be in quotes.
    let is_string = member.key.spelling == Spelling::Text
        && value.is_some_and(|value| value.spelling == Spelling::Literal);
    if !is_endpoint_name(&word) {
        Err(EndpointProblem::Name(word))
    } else if is_string {
        Err(EndpointProblem::String(word))
    } else {
        Ok(word)
    }
}

/// sf-token = ( ALPHA / "*" ) *( tchar / ":" / "/" ), without what no endpoint of Reporting-Endpoints can be called
fn is_endpoint_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '*')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.*".contains(&byte))
}
