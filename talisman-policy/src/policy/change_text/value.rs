//! The value of an option as text.

use std::ops::Range;

use super::Reading;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Item, Member, MemberValue, Spelling, Statement, Word};
use crate::headers::csp::Operator;
use crate::headers::shape::Shape;
use crate::policy::Problem;
use crate::policy::option::{OptionName, SettingValue};
use crate::policy::text::{has_own_words, split_setting};
use crate::text::{is_ascii_whitespace, split_directives};

/// The words that mean something else than the same word of a field value.
const SWITCHES: [&str; 4] = ["off", "on", "true", "false"];

impl Reading {
    /// Adds the value of an option to the line, and takes it apart.
    pub(super) fn option_value(&mut self, option: Option<OptionName>, text: &str) -> SettingValue {
        let Some(option) = option else {
            let range = self.lines.push(text);
            self.lines.site(range, None);
            return SettingValue::Refused;
        };
        let header = option.header();
        let trimmed = text.trim_matches(is_ascii_whitespace);
        if SWITCHES.contains(&trimmed) {
            return self.switch(option, trimmed);
        }
        if option == OptionName::CustomFields {
            return self.custom_fields(text);
        }
        if option.shape() == Shape::Directives {
            return self.directives(option, text);
        }
        let first = self.lines.next();
        let (mut value, ranges) = split_setting(option, text, first, &mut self.problems);
        self.lines.push_found(text, ranges, header);
        if let (Shape::Words, SettingValue::Words(words)) = (option.shape(), &mut value) {
            for word in words.iter_mut().filter(|_| !has_own_words(option)) {
                if word.text.bytes().all(is_bare) {
                    word.spelling = Spelling::Bare;
                }
            }
        }
        value
    }

    fn switch(&mut self, option: OptionName, text: &str) -> SettingValue {
        let range = self.lines.push(text);
        let value = Word {
            text: text.to_owned(),
            spelling: Spelling::Bare,
            site: self.lines.site(range, option.header()),
        };
        match option.shape() {
            Shape::Item => SettingValue::Item(Some(Item {
                value,
                parameters: Vec::new(),
            })),
            _ => SettingValue::Words(vec![value]),
        }
    }

    /// A CSP, or after `..;` changes of the base's.
    fn directives(&mut self, option: OptionName, text: &str) -> SettingValue {
        let start = text.trim_start_matches(is_ascii_whitespace);
        let Some(edits) = start.strip_prefix("..") else {
            let split = split_directives(text, self.lines.next());
            self.lines.push_found(text, split.ranges, option.header());
            let mut statements = split.statements;
            if report_changes(&mut statements, &mut self.problems) {
                return SettingValue::Refused;
            }
            statements.iter_mut().for_each(fill);
            return SettingValue::Statements(statements);
        };
        let before = text.len() - edits.len();
        self.lines.push(text.get(..before).unwrap_or_default());
        let split = split_directives(edits, self.lines.next());
        self.lines.push_found(edits, split.ranges, option.header());
        let mut edits = Vec::new();
        for mut statement in split.statements {
            self.split_at_sign(&mut statement);
            let operator = take_operator(&mut statement);
            let words = std::iter::once(&statement.name).chain(statement.values.first());
            for word in words {
                self.lines
                    .without_sign(word, OPERATORS.map(|(sign, _)| sign));
            }
            fill(&mut statement);
            edits.push((operator, statement));
        }
        SettingValue::Edits(edits)
    }

    /// `img-src+=https://a.example` is a name, a sign and a source.
    fn split_at_sign(&mut self, statement: &mut Statement) {
        for (sign, _) in OPERATORS {
            let Some((name, source)) = statement.name.text.split_once(sign) else {
                continue;
            };
            if source.is_empty() {
                return;
            }
            let source = self.lines.rest_of(&statement.name, name.len() + sign.len());
            statement.name.text = format!("{name}{sign}");
            statement.values.insert(0, source);
            return;
        }
    }

    /// A field a line, as a policy is printed.
    fn custom_fields(&mut self, text: &str) -> SettingValue {
        let start = self.lines.push(text).start;
        let (mut members, mut at) = (Vec::new(), 0);
        for line in text.split('\n') {
            let (name, value) = match line.find(':') {
                Some(colon) => (at..at + colon, Some(at + colon + 1..at + line.len())),
                None => (at..at + line.len(), None),
            };
            at += line.len() + 1;
            let name = self.part(text, start, name, Spelling::Bare);
            let value = value.map(|value| self.part(text, start, value, Spelling::Literal));
            if !name.text.is_empty() || value.is_some() {
                members.push(member(name, value));
            }
        }
        SettingValue::Members(members)
    }

    /// A part of a text that begins at `start`, without the white space around it.
    fn part(&mut self, text: &str, start: usize, part: Range<usize>, spelling: Spelling) -> Word {
        let whole = text.get(part.clone()).unwrap_or_default();
        let left = whole.trim_start_matches(is_ascii_whitespace);
        let trimmed = left.trim_end_matches(is_ascii_whitespace);
        let from = start + part.start + (whole.len() - left.len());
        Word {
            text: trimmed.to_owned(),
            spelling,
            site: self.lines.site(from..from + trimmed.len(), None),
        }
    }
}

/// A field of the user's own; `off` takes the base's away.
pub(super) fn member(key: Word, value: Option<Word>) -> Member {
    let value = value.map(|value| Word {
        spelling: if value.text == "off" {
            Spelling::Bare
        } else {
            value.spelling
        },
        ..value
    });
    Member {
        key,
        value: value.map_or(MemberValue::Absent, MemberValue::Item),
        parameters: Vec::new(),
        item_parameters: Vec::new(),
    }
}

/// Whether a byte may be part of a bare word among Rust tokens.
fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// `'nonce-'` is how a policy is printed: the place of a nonce, as `'nonce'` is.
pub(in crate::policy) fn fill(statement: &mut Statement) {
    for value in &mut statement.values {
        if value.spelling == Spelling::Text && value.text == talisman_core::nonce::SOURCE {
            "'nonce'".clone_into(&mut value.text);
        }
    }
}

/// `img-src off` is what it is among tokens.
pub(super) fn off_is_bare(statement: &mut Statement) {
    if let [value] = statement.values.as_mut_slice() {
        if value.text == "off" {
            value.spelling = Spelling::Bare;
        }
    }
}

const OPERATORS: [(&str, Operator); 2] = [("+=", Operator::Append), ("-=", Operator::Remove)];

/// Takes `+=` or `-=` out of a statement, wherever white space is missing beside it.
fn take_operator(statement: &mut Statement) -> Operator {
    off_is_bare(statement);
    for (sign, operator) in OPERATORS {
        let name = &mut statement.name;
        if let Some(rest) = name.text.strip_suffix(sign).map(str::to_owned) {
            name.text = rest;
            return operator;
        }
        let Some(first) = statement.values.first_mut() else {
            continue;
        };
        if first.text == sign {
            statement.values.remove(0);
            return operator;
        }
        if let Some(rest) = first.text.strip_prefix(sign).map(str::to_owned) {
            first.text = rest;
            return operator;
        }
    }
    Operator::Set
}

/// Whether a CSP that replaces the base's holds a change of it, which is reported.
fn report_changes(statements: &mut [Statement], problems: &mut Diagnostics) -> bool {
    let mut found = false;
    for statement in statements {
        let word = statement.values.first().unwrap_or(&statement.name).clone();
        let operator = take_operator(statement);
        if operator != Operator::Set {
            let sign = OPERATORS.iter().find(|(_, other)| *other == operator);
            let found_sign = sign.map_or("", |(sign, _)| sign).to_owned();
            problems.report(
                &word,
                Problem::NoBase {
                    found: found_sign,
                    write: "write `..;` before the directives, to change those of the policy",
                },
            );
            found = true;
        }
    }
    found
}
