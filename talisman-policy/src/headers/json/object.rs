//! The members of an object, by the names that its field has for them, and the type that each value must have.

use super::{Json, JsonSyntax, Problem, is_digits, is_number, report_syntax};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::suggest::nearest;
use crate::ground::word::{Site, Spelling, Word};

/// The largest number that Chromium reads as a whole one.
const LARGEST: u32 = i32::MAX.unsigned_abs();

/// What a browser does if a member is wrong that may be left out.
const OPTIONAL: &str = "a browser ignores it, or all that it stands in";

/// An object whose members are known, each at most once.
pub(crate) struct Object<'a> {
    json: &'a Json,
    /// Each with the place of its name.
    members: Vec<(&'static str, Site, &'a Json)>,
    /// What a browser does if a value is not what it must be.
    effect: &'static str,
}

impl<'a> Object<'a> {
    /// Reads an object that may have the members `names`; `example` is one that has what it needs.
    pub(crate) fn read(
        json: &'a Json,
        names: &[&'static str],
        effect: &'static str,
        example: &'static str,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let Json::Object(_, given) = json else {
            let problem = Problem::NotAnObject {
                found: json.shown(),
                effect,
                write: example,
            };
            out.report(json.site(), problem);
            return None;
        };
        let mut members: Vec<(&'static str, Site, &'a Json)> = Vec::new();
        for (word, value) in given {
            let exact = names.iter().copied().find(|name| *name == word.text);
            // A misspelt name is reported and read: that the right one is missing must not be said as well.
            let Some(name) = exact.or_else(|| nearest(&word.text, names)) else {
                let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
                let write = format!("write one of {}, or leave it out", quoted.join(", "));
                let name = word.text.clone();
                out.report(word, Problem::UnknownMember { name, write });
                continue;
            };
            if exact.is_none() {
                let (found, write) = (word.text.clone(), format!("write {name:?}"));
                out.report(word, Problem::UnknownMember { name: found, write });
            }
            if let Some((_, first, _)) = members.iter().find(|(other, _, _)| *other == name) {
                let name = name.to_owned();
                out.report_both(word, *first, Problem::DuplicateMember { name });
                continue;
            }
            members.push((name, word.site, value));
        }
        Some(Self {
            json,
            members,
            effect,
        })
    }

    /// The value of a member.
    pub(crate) fn get(&self, name: &str) -> Option<&'a Json> {
        let mut members = self.members.iter();
        members
            .find(|(other, _, _)| *other == name)
            .map(|(_, _, value)| *value)
    }

    /// Whether a member is there; one that is not is reported.
    pub(crate) fn require(
        &self,
        name: &'static str,
        write: &'static str,
        out: &mut Diagnostics,
    ) -> bool {
        let is_there = self.get(name).is_some();
        if !is_there {
            let effect = self.effect;
            let problem = Problem::MissingMember {
                name,
                effect,
                write,
            };
            out.report(self.json.site(), problem);
        }
        is_there
    }

    /// A text.
    pub(crate) fn string(&self, name: &'static str, out: &mut Diagnostics) -> Option<&'a Word> {
        let takes = "a text in double quotes, such as \"default\"";
        self.text(name, self.get(name)?, takes, out)
    }

    /// A value, if it is a text, as the values of `name` are.
    pub(crate) fn text(
        &self,
        name: &'static str,
        value: &'a Json,
        takes: &'static str,
        out: &mut Diagnostics,
    ) -> Option<&'a Word> {
        let text = value.as_string();
        if text.is_none() {
            match value.unquoted() {
                Some(text) => {
                    let found = value.shown();
                    let write = super::string(text);
                    let syntax = JsonSyntax::Quotes { found, write };
                    report_syntax(&[(value.site(), syntax)], out);
                }
                None => self.wrong(name, value, takes, out),
            }
        }
        text
    }

    /// A whole number that browsers can hold.
    pub(crate) fn whole_number(&self, name: &'static str, out: &mut Diagnostics) -> Option<u32> {
        self.scalar(name, &WHOLE_NUMBER, out)?.parse().ok()
    }

    /// A number from 0 to 1, as it was written.
    pub(crate) fn fraction(&self, name: &'static str, out: &mut Diagnostics) -> Option<String> {
        self.scalar(name, &FRACTION, out).map(str::to_owned)
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&self, name: &'static str, out: &mut Diagnostics) -> Option<bool> {
        self.scalar(name, &BOOLEAN, out).map(|text| text == "true")
    }

    /// The values of an array.
    pub(crate) fn array(
        &self,
        name: &'static str,
        takes: &'static str,
        out: &mut Diagnostics,
    ) -> Option<&'a [Json]> {
        let value = self.get(name)?;
        if let Json::Array(_, values) = value {
            return Some(values);
        }
        self.wrong(name, value, takes, out);
        None
    }

    /// A value without quotes of the kind that its member takes.
    fn scalar(&self, name: &'static str, kind: &Kind, out: &mut Diagnostics) -> Option<&'a str> {
        let value = self.get(name)?;
        let effect = kind.effect.unwrap_or(self.effect);
        let (text, is_text) = match value {
            Json::Scalar(word) => (word.text.as_str(), word.spelling == Spelling::Literal),
            Json::Array(..) | Json::Object(..) => ("", false),
        };
        let found = value.shown();
        let problem = match ((kind.is)(text), kind.range) {
            (true, _) if is_text => Problem::NeedlessQuotes {
                found,
                name,
                write: text.to_owned(),
                effect,
            },
            (true, _) => return Some(text),
            (false, Some(range)) if !is_text && (kind.is_of_type)(text) => Problem::OutOfRange {
                found,
                name,
                range,
                effect,
            },
            (false, _) => Problem::WrongType {
                found,
                name,
                takes: kind.takes,
                effect,
            },
        };
        out.report(value.site(), problem);
        None
    }

    /// Says that a value has another type.
    fn wrong(&self, name: &'static str, value: &Json, takes: &'static str, out: &mut Diagnostics) {
        let problem = Problem::WrongType {
            found: value.shown(),
            name,
            takes,
            effect: self.effect,
        };
        out.report(value.site(), problem);
    }
}

/// What a member without quotes takes.
struct Kind {
    takes: &'static str,
    /// Whether a value is one that the member takes.
    is: fn(&str) -> bool,
    /// Whether it would be, were it larger or smaller.
    is_of_type: fn(&str) -> bool,
    range: Option<&'static str>,
    /// What a browser does otherwise, if it does not ignore the object.
    effect: Option<&'static str>,
}

const WHOLE_NUMBER: Kind = Kind {
    takes: "a whole number, in digits",
    is: |text| {
        let is_small = text.parse().is_ok_and(|number: u32| number <= LARGEST);
        is_small && is_number(text) && is_digits(text)
    },
    is_of_type: |text| is_number(text) && is_digits(text.strip_prefix('-').unwrap_or(text)),
    range: Some("0 to 2147483647"),
    effect: None,
};

const FRACTION: Kind = Kind {
    takes: "a number from 0 to 1, such as 0.25",
    is: |text| {
        let is_share = |number: f64| (0.0..=1.0).contains(&number);
        is_number(text) && text.parse().is_ok_and(is_share)
    },
    is_of_type: is_number,
    range: Some("0 to 1"),
    effect: Some(OPTIONAL),
};

const BOOLEAN: Kind = Kind {
    takes: "true or false",
    is: |text| matches!(text, "true" | "false"),
    is_of_type: |_| false,
    range: None,
    effect: Some(OPTIONAL),
};
