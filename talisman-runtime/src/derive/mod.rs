//! The fields of a policy out of what was written of it and of its bases: what `..BASE` in `talisman_policy!` comes to.
//!
//! A macro cannot see the constant that its user names, and const code that puts texts together takes milliseconds. So
//! generated code writes down what differs; while compiling, [`check`] asks whether the base gives ground for it; and the
//! texts are put together here, once, before the policy's first response.
//!
//! Everything was checked word by word when it was read: what is decided here is only what stands where.

use crate::field::Field;
use crate::written::{Written, kind};

pub mod check;
pub mod cookies;
pub(crate) mod length;
pub(crate) mod search;

pub use search::Csp as CspField;
use search::Csp;

/// The fields of a policy.
pub(crate) fn fields(written: &Written) -> Vec<Field> {
    lines(written).iter().filter_map(Line::field).collect()
}

/// A field that is still to be serialized.
struct Line {
    name: &'static str,
    value: Value,
    https_only: bool,
}

enum Value {
    Text(&'static str),
    Csp(Vec<Directive>),
}

struct Directive {
    name: &'static str,
    /// Each with its kind.
    words: Vec<(u8, &'static str)>,
}

fn lines(written: &Written) -> Vec<Line> {
    let mut lines = written.base.map(lines).unwrap_or_default();
    let mut csp = Csp::Enforced;
    let mut words = written.words().peekable();
    while let Some((kind, word)) = words.next() {
        match kind {
            kind::OFF => off(&mut lines, word),
            kind::FIELD | kind::HTTPS_FIELD => set(&mut lines, word, kind == kind::HTTPS_FIELD),
            kind::ENFORCE => csp = Csp::Enforced,
            kind::REPORT => csp = Csp::ReportOnly,
            kind::MOVE => {
                csp = Csp::ReportOnly;
                only_report(&mut lines);
            }
            operator => {
                let value = std::iter::from_fn(|| words.next_if(|(kind, _)| kind::is_value(*kind)));
                let directive = Directive {
                    name: word,
                    words: value.collect(),
                };
                change(&mut lines, csp, operator, directive);
            }
        }
    }
    lines.retain(|line| !matches!(&line.value, Value::Csp(directives) if directives.is_empty()));
    lines
}

/// Empties a field: it is not sent, unless it is set anew, and then it stands where it stood.
fn off(lines: &mut [Line], name: &str) {
    for line in lines.iter_mut().filter(|line| line.name == name) {
        line.value = Value::Csp(Vec::new());
    }
}

fn set(lines: &mut Vec<Line>, line: &'static str, https_only: bool) {
    let Some((name, value)) = line.split_once(": ") else {
        return;
    };
    let line = Line {
        name,
        value: Value::Text(value),
        https_only,
    };
    match lines.iter_mut().find(|other| other.name == name) {
        Some(other) => *other = line,
        None => lines.push(line),
    }
}

/// The enforced policy becomes the one that only reports.
fn only_report(lines: &mut Vec<Line>) {
    let (enforced, report_only) = (Csp::Enforced.field_name(), Csp::ReportOnly.field_name());
    lines.retain(|line| line.name != report_only);
    for line in lines.iter_mut().filter(|line| line.name == enforced) {
        line.name = report_only;
    }
}

/// Changes a directive of a CSP, of which nothing may be there yet.
fn change(lines: &mut Vec<Line>, csp: Csp, operator: u8, directive: Directive) {
    let name = csp.field_name();
    if !lines.iter().any(|line| line.name == name) {
        lines.push(Line {
            name,
            value: Value::Csp(Vec::new()),
            https_only: false,
        });
    }
    for line in lines.iter_mut().filter(|line| line.name == name) {
        if let Value::Csp(directives) = &mut line.value {
            return directive.change(operator, directives);
        }
    }
}

impl Directive {
    fn change(self, operator: u8, directives: &mut Vec<Self>) {
        let found = directives.iter_mut().find(|other| other.name == self.name);
        match (operator, found) {
            (kind::SET, Some(found)) => *found = self,
            (kind::SET | kind::SET_IF_ABSENT, None) => directives.push(self),
            (kind::APPEND, Some(found)) => {
                let mut new = self.words;
                new.retain(|word| !found.words.contains(word));
                found.words.extend(new);
            }
            (kind::REMOVE, Some(found)) => found.words.retain(|word| !self.words.contains(word)),
            (kind::DROP, Some(_)) => directives.retain(|other| other.name != self.name),
            // What is set if absent is there, or `check` has refused the change.
            _ => {}
        }
    }

    /// The directive as a response has it whose page got no nonce: without what is void beside one, either.
    fn without_nonce(&self) -> Self {
        let has_nonce = self.words.iter().any(|(kind, _)| *kind == kind::NONCE);
        let stays = |kind| !has_nonce || kind == kind::WORD;
        let words: Vec<_> = self
            .words
            .iter()
            .copied()
            .filter(|(kind, _)| stays(*kind))
            .collect();
        Self {
            name: self.name,
            words: if has_nonce && words.is_empty() {
                vec![(kind::WORD, "'none'")]
            } else {
                words
            },
        }
    }
}

impl Line {
    fn field(&self) -> Option<Field> {
        match &self.value {
            Value::Text(text) => Field::from_static(self.name, text, self.https_only),
            Value::Csp(directives) => {
                // Once for each constant, which lives as long as the program: a text that is static is cloned without counting
                // who holds it, which all threads would do in one place.
                let (text, slots) = serialize(directives);
                let text: &'static str = text.leak();
                if slots.is_empty() {
                    return Field::from_static(self.name, text, self.https_only);
                }
                let without_nonce: Vec<_> =
                    directives.iter().map(Directive::without_nonce).collect();
                let (without_nonce, _) = serialize(&without_nonce);
                Field::with_nonce(self.name, text, slots, without_nonce.leak())
            }
        }
    }
}

/// The serialized policy, <https://www.w3.org/TR/CSP3/#grammardef-serialized-policy>, and where a nonce goes.
fn serialize(directives: &[Directive]) -> (String, Vec<usize>) {
    let (mut text, mut slots) = (String::new(), Vec::new());
    for directive in directives {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(directive.name);
        for (kind, word) in &directive.words {
            text.push(' ');
            text.push_str(word);
            if *kind == kind::NONCE {
                slots.push(text.len() - 1);
            }
        }
    }
    (text, slots)
}

#[cfg(test)]
mod tests;
