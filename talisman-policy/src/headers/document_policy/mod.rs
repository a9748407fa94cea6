//! Document-Policy: configuration points out of the members of a dictionary.

mod configuration_point;
mod problem;

pub use configuration_point::{ConfigurationPoint, PointRow, PointStatus, Type};
pub use problem::Problem;

use configuration_point::never_shipped;

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::first_sites::FirstSites;
use crate::ground::suggest::nearest;
use crate::ground::word::{Member, MemberValue, Spelling, Word};
use crate::headers::endpoint::{self, EndpointProblem, ReportsTo};
use crate::text::{SyntaxError, is_bare_item, is_key};

/// How a document behaves in ways that the page itself may choose.
///
/// # ABNF
///
/// ```text
/// Document-Policy = sf-dictionary ; configuration-point "=" ( sf-boolean / sf-decimal / sf-token )
/// ```
///
/// # Example values
///
/// `js-profiling`, `force-load-at-top, sync-xhr=?0`
///
/// # Deployment caveat
///
/// Browsers made from Chromium alone read it, and its specification has not moved since 2022.
///
/// <https://wicg.github.io/document-policy/#document-policy-http-header>
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct DocumentPolicy {
    members: Vec<Configuration>,
}

/// A configuration point with its value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Configuration {
    /// Its name.
    pub name: String,
    /// Its value, as a structured field has it; `?1` is true.
    pub value: String,
    /// The endpoint of its reports.
    pub report_to: Option<String>,
}

impl DocumentPolicy {
    /// The configuration points, in order.
    #[must_use]
    pub fn members(&self) -> &[Configuration] {
        &self.members
    }
}

/// The field value.
impl std::fmt::Display for DocumentPolicy {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (
            index,
            Configuration {
                name,
                value,
                report_to,
            },
        ) in self.members.iter().enumerate()
        {
            let comma = if index > 0 { ", " } else { "" };
            write!(formatter, "{comma}{name}")?;
            if value != "?1" {
                write!(formatter, "={value}")?;
            }
            report_to
                .iter()
                .try_for_each(|endpoint| write!(formatter, ";report-to={endpoint}"))?;
        }
        Ok(())
    }
}

/// Reads a policy: gives every member its meaning, and says what is wrong with it.
pub fn read(members: &[Member], out: &mut Diagnostics) -> Option<DocumentPolicy> {
    if members.is_empty() {
        out.report(Place::Whole, Problem::EmptyPolicy);
        return None;
    }
    let mut policy = DocumentPolicy::default();
    let mut firsts = FirstSites::new();
    for member in members {
        let Some((name, row)) = read_name(&member.key, out) else {
            continue;
        };
        let value = read_value(&name, row, member, out);
        let report_to = read_parameters(member, out);
        let Some(value) = value else { continue };
        if let Some(first) = firsts.before(&name, member.key.site) {
            out.report_both(&member.key, first, Problem::DuplicateName { name });
            continue;
        }
        // `*` is there for its endpoint.
        if row.status == PointStatus::Shipped && row.default == Some(&value) && report_to.is_none()
        {
            let value = spelled(&value, member.key.spelling);
            let name = name.clone();
            out.report(&member.key, Problem::RepeatsDefault { name, value });
        }
        policy.members.push(Configuration {
            name,
            value,
            report_to,
        });
    }
    Some(policy)
}

/// Says what keeps browsers from reading the dictionary at all.
pub fn report_syntax(errors: &[SyntaxError], out: &mut Diagnostics) {
    for error in errors {
        let (what, write) = (error.syntax.summary(), error.syntax.help());
        out.report(error.place.clone(), Problem::Syntax { what, write });
    }
}

fn read_name(key: &Word, out: &mut Diagnostics) -> Option<(String, PointRow)> {
    let known = ConfigurationPoint::from_word(&key.text);
    if key.spelling.is_unchecked() {
        if !is_key(&key.text) {
            out.report(
                key,
                Problem::NotAKey {
                    name: key.text.clone(),
                },
            );
            return None;
        }
        if let Some(name) = known.filter(|name| name.fact().status != PointStatus::NeverShipped) {
            out.report(
                key,
                Problem::NeedlessUnchecked {
                    name: name.as_str(),
                },
            );
        }
        return Some((key.text.clone(), never_shipped()));
    }
    let Some(known) = known else {
        out.report(key, unknown(key));
        return None;
    };
    let (name, row) = (known.as_str(), known.fact());
    if name != key.text {
        out.report(
            key,
            Problem::KeyCase {
                name: key.text.clone(),
                write: name.to_owned(),
            },
        );
    }
    match row.status {
        PointStatus::Shipped => {}
        PointStatus::Experimental => out.report(key, Problem::ExperimentalName { name }),
        PointStatus::NeverShipped => out.report(key, Problem::NeverShipped { name }),
    }
    Some((name.to_owned(), row))
}

fn unknown(key: &Word) -> Problem {
    let alive: Vec<&str> = ConfigurationPoint::ALL
        .iter()
        .filter(|name| name.fact().status != PointStatus::NeverShipped)
        .map(|name| name.as_str())
        .collect();
    Problem::UnknownName {
        name: key.text.clone(),
        near: nearest(&key.text, &alive),
        known: alive.join(", "),
        unchecked: key.spelling.unchecked(&key.text.to_ascii_lowercase()),
    }
}

/// member-value = sf-item; nothing at all is the Boolean true
fn read_value(name: &str, row: PointRow, member: &Member, out: &mut Diagnostics) -> Option<String> {
    let boolean = member.key.spelling.is_of_tokens();
    let write = || match row.value {
        Type::Boolean | Type::Any if boolean => format!("write {name}: true, or {name}: false"),
        Type::Boolean | Type::Any => format!("write {name} for yes, or {name}=?0 for no"),
        Type::Token(tokens) => format!("write one of {}", tokens.join(", ")),
    };
    let of_type = |word: &str, meant| Problem::ValueType {
        word: word.to_owned(),
        name: name.to_owned(),
        write: write(),
        meant,
    };
    let word = match &member.value {
        MemberValue::Absent if matches!(row.value, Type::Token(_)) => {
            out.report(&member.key, of_type("", None));
            return None;
        }
        MemberValue::Absent => return Some("?1".to_owned()),
        MemberValue::Item(word) => word,
        MemberValue::List(words) => {
            let problem = Problem::ListValue {
                name: name.to_owned(),
                write: write(),
            };
            out.report(words.first().unwrap_or(&member.key), problem);
            return None;
        }
    };
    let value = match (word.spelling, word.text.as_str()) {
        (Spelling::Bare, "true") => "?1".to_owned(),
        (Spelling::Bare, "false") => "?0".to_owned(),
        (Spelling::Literal, text) => {
            format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
        }
        (_, text) => text.to_owned(),
    };
    let fits = match row.value {
        _ if word.spelling.is_unchecked() => true,
        Type::Boolean => matches!(value.as_str(), "?0" | "?1"),
        Type::Token(tokens) => tokens.contains(&value.as_str()),
        Type::Any => true,
    };
    if fits && is_bare_item(&value) {
        return Some(value);
    }
    let problem = if fits {
        Problem::NotAKey {
            name: word.text.clone(),
        }
    } else {
        of_type(&word.text, intended(&word.text, row.value, boolean))
    };
    out.report(word, problem);
    None
}

/// A value as the spelling has it: a Boolean is a word of Rust among tokens.
fn spelled(value: &str, spelling: Spelling) -> String {
    let value = match value {
        "?1" if spelling.is_of_tokens() => "true",
        "?0" if spelling.is_of_tokens() => "false",
        value => value,
    };
    value.to_owned()
}

/// The value that a word of another notation stands for.
fn intended(word: &str, value: Type, boolean: bool) -> Option<&'static str> {
    let is_one_of = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    match value {
        Type::Boolean if is_one_of(&["true", "1", "yes", "on"]) => {
            Some(if boolean { "true" } else { "?1" })
        }
        Type::Boolean if is_one_of(&["false", "0", "no", "off", "none"]) => {
            Some(if boolean { "false" } else { "?0" })
        }
        Type::Token(tokens) => nearest(word, tokens),
        Type::Boolean | Type::Any => None,
    }
}

/// The endpoints that reports go to.
pub(crate) fn endpoints(policy: &DocumentPolicy) -> Vec<ReportsTo> {
    let members = policy.members().iter();
    members
        .filter_map(|member| endpoint::unsited(member.report_to.as_deref()))
        .collect()
}

/// The endpoint of reports, or `none`, and parameters that browsers do not know.
fn read_parameters(member: &Member, out: &mut Diagnostics) -> Option<String> {
    endpoint::read(member, out, |error| match error {
        EndpointProblem::Name(word) => Problem::EndpointName { word },
        EndpointProblem::String(endpoint) => Problem::ReportToString { endpoint },
        EndpointProblem::Twice => Problem::DuplicateParameter,
        EndpointProblem::KeyCase { name, write } => Problem::KeyCase { name, write },
        EndpointProblem::Unknown(name) | EndpointProblem::OfItem(name) => {
            Problem::UnknownParameter { name }
        }
    })
}

#[cfg(test)]
mod tests;
