//! The fields of a policy out of its encoded words and those of its bases: what `..BASE` in `talisman_policy!` comes to.
//!
//! A macro cannot see the constant that its user names, and const code that puts texts together takes milliseconds. So
//! generated code holds what differs; while compiling, [`check`] asks whether the base supports it; and the texts are put
//! together here, once, before the policy's first response.
//!
//! Everything was checked word by word when it was read: only what goes where is decided here.

#[cfg(feature = "text")]
use std::borrow::Cow;

use talisman_core::encoded::{Directive, DirectiveField, Encoded, Kind, Word, serialize};

use crate::field::Field;
use crate::slot::OriginTemplates;

mod base;
pub mod check;
pub(crate) mod cookies;
pub(crate) mod force_https;

pub use base::Base;

/// The fields of a policy.
pub(crate) fn fields(encoded: &Encoded) -> Vec<Field> {
    lines(encoded).iter().filter_map(Line::field).collect()
}

/// The fields of a policy as text reads them, names in lower case.
#[cfg(feature = "text")]
pub(crate) fn texts(encoded: &Encoded) -> Vec<(String, String)> {
    let text = |line: Line| {
        let text = match line.value {
            Value::Text(text) => text.to_owned(),
            Value::Directives(DirectiveField::Hsts, directives) => {
                serialize(&directives, DirectiveField::Hsts.assigns_with()).0
            }
            Value::Directives(_, directives) => {
                talisman_policy::headers::csp::readable(&directives)
            }
            Value::Off => return None,
        };
        Some((line.name.to_owned(), text))
    };
    lines(encoded).into_iter().filter_map(text).collect()
}

/// A field that is still to be serialized.
struct Line {
    name: &'static str,
    value: Value,
}

enum Value {
    Text(&'static str),
    Directives(DirectiveField, Vec<Directive<&'static str>>),
    /// Not sent, unless it is set again: then it is where it was.
    Off,
}

impl Value {
    fn is_sent(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Directives(_, directives) => !directives.is_empty(),
            Self::Off => false,
        }
    }
}

fn lines(encoded: &Encoded) -> Vec<Line> {
    let mut lines = encoded.base.map(lines).unwrap_or_default();
    // The field whose directives are read, and whether the base sends it.
    let mut current = None;
    let mut words = encoded.words();
    while let Some(word) = words.next() {
        if word.kind == Kind::Move {
            only_report(&mut lines);
        }
        match (word.kind, word.kind.begins(), current) {
            (Kind::Off, ..) => off(&mut lines, word),
            (Kind::Field, ..) => set(&mut lines, word),
            (_, Some(field), _) => {
                let is_sent = |line: &Line| line.name == field.field_name() && line.value.is_sent();
                current = Some((field, lines.iter().any(is_sent)));
            }
            (operator, None, Some((field, is_sent))) if operator.is_operator() => {
                let mut directive = Directive::named(word.text());
                while let Some(value) = words.next_value() {
                    directive.words.push((value.kind, value.text()));
                }
                let operator = match operator {
                    Kind::SetIfSent if is_sent => Kind::Set,
                    Kind::SetIfUnsent if !is_sent => Kind::Set,
                    operator => operator,
                };
                change(&mut lines, field, |directives| {
                    apply(operator, directive, directives);
                });
            }
            _ => {}
        }
    }
    lines.retain(|line| line.value.is_sent());
    lines
}

fn off(lines: &mut [Line], name: Word) {
    for line in lines.iter_mut().filter(|line| name.is(line.name)) {
        line.value = Value::Off;
    }
}

fn set(lines: &mut Vec<Line>, field: Word) {
    let Some((name, value)) = field.text().split_once(": ") else {
        return;
    };
    let value = Value::Text(value);
    match lines.iter_mut().find(|other| other.name == name) {
        Some(other) => other.value = value,
        None => lines.push(Line { name, value }),
    }
}

/// The enforced policy becomes the one that only reports.
fn only_report(lines: &mut Vec<Line>) {
    let enforced = DirectiveField::Enforced.field_name();
    let report_only = DirectiveField::ReportOnly.field_name();
    lines.retain(|line| line.name != report_only);
    for line in lines.iter_mut().filter(|line| line.name == enforced) {
        line.name = report_only;
    }
}

/// Changes the directives of a field, of which nothing may be there yet.
fn change(
    lines: &mut Vec<Line>,
    field: DirectiveField,
    change: impl FnOnce(&mut Vec<Directive<&'static str>>),
) {
    let name = field.field_name();
    let at = lines.iter().position(|line| line.name == name);
    let at = at.unwrap_or(lines.len());
    if at == lines.len() {
        let value = Value::Off;
        lines.push(Line { name, value });
    }
    let Some(line) = lines.get_mut(at) else {
        return;
    };
    if let Value::Directives(_, directives) = &mut line.value {
        change(directives);
    } else {
        let mut directives = Vec::new();
        change(&mut directives);
        line.value = Value::Directives(field, directives);
    }
}

fn apply(
    operator: Kind,
    directive: Directive<&'static str>,
    directives: &mut Vec<Directive<&'static str>>,
) {
    let mut others = directives.iter_mut();
    let found = others.find(|other| other.name == directive.name);
    match (operator, found) {
        (Kind::Set, Some(found)) => *found = directive,
        (Kind::Set, None) => directives.push(directive),
        (Kind::Append, Some(found)) => {
            let mut new = directive.words;
            new.retain(|word| !found.has(word));
            found.words.extend(new);
        }
        (Kind::Remove, Some(found)) => found.words.retain(|word| !directive.has(word)),
        (Kind::Drop, Some(_)) => directives.retain(|other| other.name != directive.name),
        // `check` has refused a change of what is not there, and the condition of one that has a condition does not hold.
        _ => {}
    }
}

impl Line {
    fn field(&self) -> Option<Field> {
        match &self.value {
            Value::Text(text) => Field::from_static(self.name, text, false),
            Value::Directives(field, directives) => {
                // Once for each constant, which lives as long as the program: a text that is static is cloned without counting
                // who holds it, which all threads would do in one place.
                let https_only = *field == DirectiveField::Hsts;
                let assigns_with = field.assigns_with();
                let origins = OriginTemplates::of(directives, assigns_with);
                let (text, slots) = serialize(directives, assigns_with);
                let text: &'static str = text.leak();
                let made = if slots.is_empty() {
                    Field::from_static(self.name, text, https_only)?
                } else {
                    let without_nonce: Vec<_> = directives
                        .iter()
                        .map(|directive| directive.unfilled().without_nonce())
                        .collect();
                    let (without_nonce, _) = serialize(&without_nonce, assigns_with);
                    Field::with_nonce(self.name, text, slots, without_nonce.leak())?
                };
                let made = made.with_origins(origins);
                #[cfg(feature = "text")]
                let made = match field {
                    DirectiveField::Hsts => made,
                    _ => made.with_directives(borrowed(directives)),
                };
                Some(made)
            }
            Value::Off => None,
        }
    }
}

#[cfg(feature = "text")]
fn borrowed(directives: &[Directive<&'static str>]) -> Vec<Directive<Cow<'static, str>>> {
    let directives = directives.iter().cloned();
    directives.map(|it| it.map(Cow::Borrowed)).collect()
}

#[cfg(test)]
mod tests;
