//! `custom_fields` and `remove_fields`: fields of the user's own, as checked constants, and fields that are taken off
//! whatever sets them.

use super::option::{OptionName, SettingValue};
use super::settings::{Options, is_off, words, wrong};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::field::Field;
use crate::ground::suggest::nearest;
use crate::ground::word::{Member, MemberValue, Spelling, Word};
use crate::headers::header::Header;
use crate::text::is_token;

problems! {
    /// What can be wrong with a field of the user's own.
    pub enum Problem {
        /// A name that no field can have.
        Name { name: String } => Error "custom-field-name", "RFC 9110 section 5.1, field-name" {
            summary: "`{name}` cannot be the name of a field";
            help: "a field name has letters, digits and hyphens, such as x-robots-tag";
        }

        /// A value that no field can have.
        Value { found: char } => Error "custom-field-value", "RFC 9110 section 5.5, field-value" {
            summary: "the value holds U+{:04X}, which a field cannot carry: http servers refuse to send it", u32::from(*found);
            help: "write only printable ASCII characters and spaces";
        }

        /// No value, or more than one.
        OneValue { name: String } => Error "custom-field-one-value", "talisman_policy!, custom_fields" {
            summary: "`{name}` needs one value";
            help: "write {name}: \"value\", the whole value in one literal";
        }

        /// A field that has an option of its own.
        HasOption { name: String, option: &'static str } => Error "custom-field-has-option", "talisman_policy!, custom_fields" {
            summary: "`{name}` would be sent as it is, and `{option}` checks it";
            help: "write {option}: .. as an option of its own";
        }

        /// A name that is nearly a header's.
        NearHeader { name: String, header: &'static str, option: &'static str } => Warning "custom-field-near-header", "RFC 9110 section 5.1, field-name" {
            summary: "`{name}` is nearly {header}, and no browser reads it";
            help: "write {option}: .. as an option of its own; if a program of yours reads `{name}`, allow this code with that reason";
        }

        /// A field whose value no policy can know.
        NotAConstant { name: String, decided_by: &'static str } => Error "custom-field-not-a-constant", "RFC 9110 section 6, message abstraction" {
            summary: "`{name}` is decided by {decided_by}: the same value on every response breaks them";
            help: "leave `{name}` out";
        }

        /// A field that no response can do without.
        NotRemovable { name: String, decided_by: &'static str } => Error "custom-field-not-removable", "RFC 9110 section 6, message abstraction" {
            summary: "`{name}` is decided by {decided_by}: a response that lacks it cannot be read as it was intended";
            help: "leave `{name}` out";
            instead: "";
        }

        /// A field that browsers no longer read.
        Dead { name: &'static str, instead: &'static str } => Warning "custom-field-dead", "talisman_policy!, custom_fields" {
            summary: "no browser reads `{name}` any more";
            help: "{instead}";
        }

        /// A name that appears twice.
        Duplicate { name: String } => Error "custom-field-duplicate", "RFC 9110 section 5.3, field order" {
            summary: "`{name}` appears a second time";
            help: "remove one of the two, or join their values with a comma where the field is a list";
        }

        /// A field that the policy sends and takes off.
        RemovedAndSent { name: String } => Error "custom-field-removed-and-sent", "talisman_policy!, remove_fields" {
            summary: "the policy both sends and removes `{name}`";
            help: "leave `{name}` out of remove_fields, or turn off the option that sends it";
        }
    }
}

/// Fields that no policy can know the value of, nor take off a response, with who decides them.
const NOT_CONSTANT: &[(&str, &str)] = &[
    ("connection", "the connection"),
    ("keep-alive", "the connection"),
    ("proxy-connection", "the connection"),
    ("te", "the connection"),
    ("trailer", "the connection"),
    ("transfer-encoding", "the connection"),
    ("upgrade", "the connection"),
    ("content-encoding", "the body of each response"),
    ("content-length", "the body of each response"),
    ("content-range", "the body of each response"),
    ("date", "the time of each response"),
    ("etag", "the body of each response"),
    ("last-modified", "the body of each response"),
    ("location", "each response"),
    ("set-cookie", "each response"),
];

/// Fields that browsers no longer read, and what does their job.
const DEAD: &[(&str, &str)] = &[
    (
        "expect-ct",
        "leave it out: browsers demand certificate transparency by themselves",
    ),
    (
        "public-key-pins",
        "leave it out; CAA records in the DNS limit who may issue certificates",
    ),
    (
        "public-key-pins-report-only",
        "leave it out; CAA records in the DNS limit who may issue certificates",
    ),
    (
        "x-content-security-policy",
        "leave it out: content_security_policy sends the field that browsers read",
    ),
    (
        "x-webkit-csp",
        "leave it out: content_security_policy sends the field that browsers read",
    ),
];

/// What happens to a field of the user's own.
pub(super) struct CustomField<'a> {
    pub(super) name: &'a Word,
    /// The field; `None` takes away the base's.
    pub(super) value: Option<Field>,
}

/// Reads `custom_fields`.
pub(super) fn read<'a>(options: &Options<'a>, out: &mut Diagnostics) -> Vec<CustomField<'a>> {
    let name = OptionName::CustomFields;
    let Some(setting) = options.get(name).filter(|setting| !is_off(setting)) else {
        return Vec::new();
    };
    let SettingValue::Members(members) = &setting.value else {
        let expected = "fields in braces, such as { x-robots-tag: \"noindex\" }";
        wrong(setting, name, expected, out);
        return Vec::new();
    };
    let mut fields: Vec<CustomField<'_>> = Vec::new();
    for member in members {
        let Some(field) = field(member, out) else {
            continue;
        };
        match fields.iter().find(|other| other.name.is(&field.name.text)) {
            Some(first) => out.report_both(
                field.name,
                first.name,
                Problem::Duplicate {
                    name: field.name.text.clone(),
                },
            ),
            None => fields.push(field),
        }
    }
    fields
}

fn field<'a>(member: &'a Member, out: &mut Diagnostics) -> Option<CustomField<'a>> {
    let name = &member.key;
    check_name(name)
        .map_err(|problem| out.report(name, problem))
        .ok()?;
    let lower = name.text.to_ascii_lowercase();
    if let Some(decided_by) = decided_by(&lower) {
        out.report(
            name,
            Problem::NotAConstant {
                name: name.text.clone(),
                decided_by,
            },
        );
        return None;
    }
    if let Some((dead, instead)) = DEAD.iter().find(|(dead, _)| *dead == lower) {
        out.report(
            name,
            Problem::Dead {
                name: dead,
                instead,
            },
        );
    }
    let option = Header::from_word(&lower).and_then(OptionName::of);
    if let Some(option) = option {
        out.report(
            name,
            Problem::HasOption {
                name: name.text.clone(),
                option: option.as_str(),
            },
        );
        return None;
    }
    let is_dead = DEAD.iter().any(|(dead, _)| *dead == lower);
    if let Some(problem) = near_header(&lower).filter(|_| !is_dead) {
        out.report(name, problem);
    }
    let value = match &member.value {
        MemberValue::Item(value) if member.parameters.is_empty() => value,
        _ => {
            let name_of = name.text.clone();
            out.report(name, Problem::OneValue { name: name_of });
            return None;
        }
    };
    if value.spelling == Spelling::Bare && value.text == "off" {
        return Some(CustomField { name, value: None });
    }
    let is_sent = |c: &char| matches!(c, ' '..='~');
    // A file that is included ends in a newline.
    if let Some(found) = value.text.trim().chars().find(|c| !is_sent(c)) {
        out.report(value, Problem::Value { found });
        return None;
    }
    let value = Some(Field::fixed(&lower, value.text.trim()));
    Some(CustomField { name, value })
}

/// A short name is near to too many.
const SHORTEST_NEAR: usize = 8;

fn near_header(name: &str) -> Option<Problem> {
    let near = nearest(
        name,
        &Header::ALL
            .iter()
            .map(|header| header.as_str())
            .collect::<Vec<_>>(),
    );
    let header = near
        .filter(|_| name.len() >= SHORTEST_NEAR)
        .and_then(Header::from_word)?;
    Some(Problem::NearHeader {
        name: name.to_owned(),
        header: header.as_str(),
        option: OptionName::of(header)?.as_str(),
    })
}

/// Reads `remove_fields`: names in lower case. A policy cannot take off what it `sends`.
pub(super) fn removed(
    options: &Options<'_>,
    sends: &[Field],
    out: &mut Diagnostics,
) -> Vec<String> {
    let option = OptionName::RemoveFields;
    let setting = options.get(option).filter(|setting| !is_off(setting));
    let expected = "names in brackets, such as [server, x-powered-by]";
    let words = setting.and_then(|setting| words(setting, option, expected, out));
    let mut names: Vec<String> = Vec::new();
    for word in words.unwrap_or_default() {
        let Ok(()) = check_name(word).map_err(|problem| out.report(word, problem)) else {
            continue;
        };
        let name = word.text.to_ascii_lowercase();
        if let Some(decided_by) = decided_by(&name) {
            let name = word.text.clone();
            out.report(word, Problem::NotRemovable { name, decided_by });
            continue;
        }
        if sends.iter().any(|field| field.name == name) {
            let name = word.text.clone();
            out.report(word, Problem::RemovedAndSent { name });
        } else if names.contains(&name) {
            let name = word.text.clone();
            out.report(word, Problem::Duplicate { name });
        } else {
            names.push(name);
        }
    }
    names
}

/// field-name = token
fn check_name(word: &Word) -> Result<(), Problem> {
    if is_token(&word.text) {
        return Ok(());
    }
    Err(Problem::Name {
        name: word.text.clone(),
    })
}

fn decided_by(name: &str) -> Option<&'static str> {
    let (_, decided_by) = NOT_CONSTANT.iter().find(|(other, _)| *other == name)?;
    Some(decided_by)
}
