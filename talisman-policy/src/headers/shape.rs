//! How a value is written, and what it is once it is taken apart. What its words mean is for each header's reader.

use crate::ground::word::{InnerList, Item, Member, Statement, Word};
use crate::headers::csp::Operator;
use crate::headers::json::Json;

/// How the value of a header or an option is written among Rust tokens, and how a text in its place is taken apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// A word, or several in brackets: `DENY`, `["a.example", "b.example"]`. A string is one word.
    Words,
    /// As [`Words`](Self::Words), and a string holds the words of a field value.
    FieldWords,
    /// As [`Words`](Self::Words), and a string holds a comma-separated list.
    CommaList,
    /// `{ name: value, .. }`, or a string of directives with `=`.
    Parameters,
    /// `{ name value value; .. }`, or a string of directives.
    Directives,
    /// As [`Directives`](Self::Directives), and a comma separates them too in a string.
    FeatureDirectives,
    /// `{ key: value, .. }`, or a string that holds a structured-field dictionary.
    Dictionary,
    /// `value; key = value`, or a string that holds a structured-field item.
    Item,
    /// `(item item); key = value`, or a string that holds a structured-field list of one inner list.
    InnerList,
    /// `{ "name": value, .. }`, or several in brackets, or a string that holds JSON.
    Json,
    /// `{ name: value, .. }` under names of the user's own; no field has such a value, so no string does.
    Named,
}

/// A value, taken apart as its [`Shape`] says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SettingValue {
    /// Words.
    Words(Vec<Word>),
    /// Directives, or parameters.
    Statements(Vec<Statement>),
    /// Changes of the base's directives, in a derived policy.
    Edits(Vec<(Operator, Statement)>),
    /// A dictionary, or lists under their names.
    Members(Vec<Member>),
    /// A structured-field item; `None` in a text that has none.
    Item(Option<Item>),
    /// A list in parentheses; `None` in a text that has none.
    List(Option<InnerList>),
    /// JSON: the values between the commas of a text.
    Json(Vec<Json>),
    /// A constant of the user's own, by its path.
    Constant(Word),
    /// Something that was reported already.
    Refused,
}

impl Shape {
    /// Whether a value can be read as what this shape is taken apart into.
    #[must_use]
    pub fn fits(self, value: &SettingValue) -> bool {
        match (self, value) {
            (
                Self::Words | Self::FieldWords | Self::CommaList | Self::Parameters,
                SettingValue::Words(words),
            ) => !words.is_empty(),
            (
                Self::Parameters | Self::Directives | Self::FeatureDirectives,
                SettingValue::Statements(_),
            )
            | (Self::Dictionary | Self::Named, SettingValue::Members(_))
            | (Self::Item, SettingValue::Item(_))
            | (Self::InnerList, SettingValue::List(_))
            | (Self::Json, SettingValue::Json(_)) => true,
            _ => false,
        }
    }

    /// Whether a word of a text may be in quotes that do not belong to it.
    #[must_use]
    pub const fn has_strings(self) -> bool {
        matches!(
            self,
            Self::Parameters | Self::Dictionary | Self::Item | Self::InnerList | Self::Json
        )
    }
}
