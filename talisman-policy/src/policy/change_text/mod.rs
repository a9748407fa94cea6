//! The changes of a policy as configuration has them, each a name and a text: what a derived policy says in tokens, by the same
//! readers.
//!
//! Every change is a line of one text, which what is said about it shows: `img-src += https://s3.example`.

mod lines;
mod value;

pub(super) use lines::Lines;
pub(super) use value::fill;

use super::changes::{Changes, read_changes};
use super::custom_fields;
use super::option::{OptionName, Setting, SettingValue};
use super::settings::implied_word;
use crate::ground::diagnostic::{Diagnostic, Diagnostics};
use crate::ground::pages;
use crate::ground::word::{Member, Spelling, Statement, Word};
use crate::headers::csp::Operator;
use crate::headers::header::{Finding, Header};

/// One change.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ChangeText {
    /// What happens to a directive of the enforced CSP.
    Directive {
        /// What is done to it.
        operator: Operator,
        /// Its name.
        name: String,
        /// Its value, or what is added to it or taken away.
        value: DirectiveText,
    },
    /// An option of `talisman_policy!`.
    Option {
        /// Its name.
        name: String,
        /// Its value: as the field has it, or `off`, `true` or `false`. A CSP that begins with `..;` changes the base's.
        value: String,
    },
    /// A field.
    Field {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// Fields, each on a line of its own: `name: value`.
    Fields(String),
}

/// The value of a directive.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DirectiveText {
    /// One source expression each: white space in one is refused.
    Each(Vec<String>),
    /// All of them, with white space between them.
    List(String),
}

/// Changes that were read, and what must be said of them.
pub struct ReadChanges {
    /// The changes. They may be used if no problem is an error: one with a condition is a problem if that holds.
    pub changes: Changes,
    /// The problems.
    pub problems: Diagnostics,
    lines: Lines,
}

impl ReadChanges {
    /// The changes, one a line, and where in them a problem is. Of a problem of the whole the text is empty.
    #[must_use]
    pub fn finding(&self, problem: &Diagnostic) -> (&str, Finding) {
        self.lines.finding(problem)
    }
}

/// Reads changes.
#[must_use]
pub fn read_change_texts(texts: &[ChangeText]) -> ReadChanges {
    let mut reading = Reading::default();
    for text in texts {
        reading.read(text);
    }
    let Reading {
        lines,
        settings,
        mut problems,
    } = reading;
    let changes = read_changes(&settings, &mut problems);
    for word in &changes.pages.files {
        problems.report(word, pages::Problem::OfBase);
    }
    ReadChanges {
        changes,
        problems,
        lines,
    }
}

#[derive(Default)]
struct Reading {
    lines: Lines,
    settings: Vec<Setting>,
    problems: Diagnostics,
}

impl Reading {
    fn read(&mut self, text: &ChangeText) {
        match text {
            ChangeText::Directive {
                operator,
                name,
                value,
            } => {
                let (operator, statement) = self.edit(*operator, name, value);
                if let Some(before) = self.same_change(operator, &statement.name.text) {
                    before.values.extend(statement.values);
                } else {
                    self.add_edits(vec![(operator, statement)]);
                }
            }
            ChangeText::Option { name, value } => {
                let name = self.name(name);
                self.lines.push(": ");
                let option = OptionName::from_word(&name.text);
                let value = self.option_value(option, value);
                self.add(Setting { name, value });
            }
            ChangeText::Field { name, value } => self.field(name, Some(value)),
            ChangeText::Fields(text) => {
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    match line.split_once(':') {
                        Some((name, value)) => self.field(name, Some(value)),
                        None => self.field(line, None),
                    }
                    self.lines.end();
                }
                return;
            }
        }
        self.lines.end();
    }

    fn edit(
        &mut self,
        operator: Operator,
        name: &str,
        value: &DirectiveText,
    ) -> (Operator, Statement) {
        let name = self.lines.word(name);
        self.lines.push(match operator {
            Operator::Set | Operator::SetIfSent => " ",
            Operator::Append => " += ",
            Operator::Remove => " -= ",
            Operator::Drop | Operator::DropIfPresent => " off",
        });
        let values = match value {
            DirectiveText::List(text) => self.lines.words(text, None),
            DirectiveText::Each(texts) => {
                let mut words = Vec::new();
                for text in texts {
                    if !words.is_empty() {
                        self.lines.push(" ");
                    }
                    words.push(self.lines.word(text));
                }
                words
            }
        };
        let mut statement = Statement { name, values };
        value::off_is_bare(&mut statement);
        fill(&mut statement);
        (operator, statement)
    }

    /// A field has the option of its header, or is one of the user's own.
    fn field(&mut self, name: &str, value: Option<&str>) {
        let trimmed = name.trim_matches(crate::text::is_ascii_whitespace);
        let value = value.map(|value| value.trim_matches(crate::text::is_ascii_whitespace));
        if let Some(found) =
            value.and_then(|value| value.chars().find(|c| matches!(c, '\r' | '\n')))
        {
            // White space to the reader of a CSP, and the end of the field to everyone else.
            let word = self.name(name);
            self.problems
                .report(&word, custom_fields::Problem::Value { found });
            return;
        }
        if let Some(option) = Header::from_word(trimmed).and_then(OptionName::of) {
            let name = Word {
                text: option.as_str().to_owned(),
                ..self.name(name)
            };
            self.lines.push(": ");
            let value = self.option_value(Some(option), value.unwrap_or_default());
            self.add(Setting { name, value });
            return;
        }
        let key = self.name(name);
        let value = value.map(|value| {
            self.lines.push(": ");
            let range = self.lines.push(value);
            Word {
                text: value.to_owned(),
                spelling: Spelling::Literal,
                site: self.lines.site(range, None),
            }
        });
        let member = value::member(key, value);
        self.add(Setting {
            name: implied_word(OptionName::CustomFields.as_str()),
            value: SettingValue::Members(vec![member]),
        });
    }

    fn name(&mut self, name: &str) -> Word {
        let range = self.lines.push(name);
        let site = self.lines.site(range, None);
        let text = name.trim_matches(crate::text::is_ascii_whitespace);
        Word {
            text: text.to_owned(),
            spelling: Spelling::Bare,
            site,
        }
    }

    /// Adds a setting; changes of the same CSP, and fields of the user's own, are one.
    fn add(&mut self, setting: Setting) {
        match setting.value {
            SettingValue::Edits(edits)
                if setting.name.text == OptionName::ContentSecurityPolicy.as_str() =>
            {
                self.add_edits(edits);
            }
            SettingValue::Members(members)
                if setting.name.text == OptionName::CustomFields.as_str() =>
            {
                self.add_members(setting.name, members);
            }
            _ => self.settings.push(setting),
        }
    }

    /// An earlier change that adds to the same directive, or takes away from it: each source may come from a setting of its own.
    fn same_change(&mut self, operator: Operator, name: &str) -> Option<&mut Statement> {
        if !matches!(operator, Operator::Append | Operator::Remove) {
            return None;
        }
        let option = OptionName::ContentSecurityPolicy.as_str();
        let mut settings = self.settings.iter_mut();
        let setting = settings.find(|setting| setting.name.text == option)?;
        let SettingValue::Edits(edits) = &mut setting.value else {
            return None;
        };
        let mut edits = edits.iter_mut();
        let (_, statement) =
            edits.find(|(other, statement)| *other == operator && statement.name.is(name))?;
        Some(statement)
    }

    fn add_edits(&mut self, edits: Vec<(Operator, Statement)>) {
        let name = OptionName::ContentSecurityPolicy.as_str();
        for setting in &mut self.settings {
            if let (true, SettingValue::Edits(before)) =
                (setting.name.text == name, &mut setting.value)
            {
                before.extend(edits);
                return;
            }
        }
        let name = match edits.first() {
            Some((_, statement)) => Word {
                site: statement.name.site,
                ..implied_word(name)
            },
            None => implied_word(name),
        };
        let value = SettingValue::Edits(edits);
        self.settings.push(Setting { name, value });
    }

    fn add_members(&mut self, name: Word, members: Vec<Member>) {
        for setting in &mut self.settings {
            if let (true, SettingValue::Members(before)) =
                (setting.name.text == name.text, &mut setting.value)
            {
                before.extend(members);
                return;
            }
        }
        let value = SettingValue::Members(members);
        self.settings.push(Setting { name, value });
    }
}
