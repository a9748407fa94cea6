//! What can be wrong with a structured field before any of its words means anything.

use crate::ground::diagnostic::Place;
use crate::ground::word::Word;

/// An error that keeps browsers from reading a structured field at all, and where it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SyntaxError {
    /// The member that has it, as it was written.
    pub member: Word,
    /// The bytes of it that are wrong.
    pub place: Place,
    /// What is wrong with them.
    pub syntax: Syntax,
}

/// What is wrong with the syntax of a structured field, RFC 9651.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Syntax {
    /// A comma with nothing after it.
    TrailingComma,
    /// A comma with nothing before it.
    EmptyMember,
    /// A member that does not begin with a key.
    NoKey {
        /// What is there.
        found: char,
    },
    /// A key with a value after it and no `=` between them.
    MissingEquals,
    /// A colon in the place of `=`.
    Colon,
    /// White space beside `=`.
    SpaceAroundEquals,
    /// Nothing after `=`.
    NoValue,
    /// Two members without a comma between them.
    MissingComma,
    /// A semicolon between two members.
    Semicolon,
    /// A comma between two items of an inner list.
    CommaInList,
    /// A semicolon between two items of an inner list.
    SemicolonInList,
    /// Two items of an inner list with nothing between them.
    MissingSpace,
    /// A tab between two items of an inner list.
    Tab,
    /// `(` without `)`.
    UnclosedList,
    /// `)` without `(`.
    StrayParenthesis,
    /// A list inside a list.
    NestedList,
    /// `"` without another.
    UnclosedString,
    /// A backslash before something else than `"` and `\`.
    Escape,
    /// A character that a string cannot hold.
    StringCharacter {
        /// Which.
        found: char,
    },
    /// A quote that this grammar does not have.
    SingleQuotes,
    /// A number, Boolean, date or byte sequence that is not well formed.
    Item {
        /// What it begins as.
        what: &'static str,
    },
    /// A character that no item begins with.
    NoItem {
        /// Which.
        found: char,
    },
    /// Something after the only item that the field has.
    SecondItem,
    /// A parameter without a name.
    NoParameter,
    /// White space before a semicolon.
    SpaceBeforeSemicolon,
    /// A list as the value of a parameter.
    ListInParameter,
    /// No list where the field is one.
    NoList,
}

impl Syntax {
    /// What is wrong, in the words of a message.
    #[must_use]
    pub fn summary(&self) -> String {
        let text = match self {
            Self::TrailingComma => "there is a comma at the end, and no member after it",
            Self::EmptyMember => "there are two commas with no member between them",
            Self::NoKey { found } => return format!("`{found}` cannot begin a member"),
            Self::MissingEquals => "there is no `=` between the name and its value",
            Self::Colon => "there is a colon in place of `=`",
            Self::SpaceAroundEquals => "there is white space around `=`",
            Self::NoValue => "there is no value after `=`",
            Self::MissingComma => "there is no comma between two members",
            Self::Semicolon => {
                "there is a semicolon between two members, where it begins a parameter"
            }
            Self::CommaInList => "there is a comma inside a list",
            Self::SemicolonInList => {
                "there is a semicolon inside a list, where it begins a parameter"
            }
            Self::MissingSpace => "there is no space between two items of a list",
            Self::Tab => "there is a tab inside a list",
            Self::UnclosedList => "the list is not closed",
            Self::StrayParenthesis => "`)` closes no list",
            Self::NestedList => "there is a list inside a list",
            Self::UnclosedString => "the string is not closed",
            Self::Escape => "a backslash in a string can only escape `\"` or another backslash",
            Self::StringCharacter { found } => {
                return format!("a string cannot hold {}", named(*found));
            }
            Self::SingleQuotes => "this field has no single quotes",
            Self::Item { what } => return format!("this is not a well-formed {what}"),
            Self::NoItem { found } => return format!("`{found}` cannot begin a value"),
            Self::SecondItem => "this field has one value, and there is more after it",
            Self::NoParameter => "there is no parameter after `;`",
            Self::SpaceBeforeSemicolon => "white space is before `;`",
            Self::ListInParameter => {
                "a parameter has a list as its value, and only a single value can be one"
            }
            Self::NoList => "the value is not a list in parentheses",
        };
        text.to_owned()
    }

    /// What to write instead.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::TrailingComma | Self::EmptyMember => "leave the comma out",
            Self::SecondItem => "write only one value",
            Self::NoParameter => "leave the semicolon out",
            Self::NoKey { .. } => "begin with a name in lower case: letters, digits and - _ . *",
            Self::MissingEquals | Self::Colon => {
                "write `=` between the name and its value, without white space"
            }
            Self::SpaceAroundEquals | Self::SpaceBeforeSemicolon => "leave the white space out",
            Self::NoValue => "write a value after `=`",
            Self::MissingComma | Self::Semicolon => "write a comma between the two members",
            Self::CommaInList => "write a space instead of the comma",
            Self::SemicolonInList => "write a space instead of the semicolon",
            Self::MissingSpace | Self::Tab => "write a space between the two items",
            Self::UnclosedList => "write `)` at the end of the list",
            Self::StrayParenthesis => "leave it out",
            Self::ListInParameter => {
                "leave the parentheses out: write a string in double quotes, or a token"
            }
            Self::NoList => "write the items in parentheses, with spaces between them",
            Self::NestedList => "write all items in one list",
            Self::UnclosedString => "write `\"` at the end of the string",
            Self::Escape => "leave the backslash out, or double it",
            Self::StringCharacter { .. } => {
                "use printable ASCII only; a host that has other letters in its Punycode form"
            }
            Self::SingleQuotes => {
                "write words without quotes, and an origin or a URL in double quotes"
            }
            Self::Item { .. } => {
                "write a Boolean as ?1 or ?0, a number in digits, a string in double quotes"
            }
            Self::NoItem { .. } => {
                "write a token, a string in double quotes, ?1, ?0, a number, or a list in parentheses"
            }
        }
    }
}

fn named(c: char) -> String {
    if c.is_control() {
        format!("the character U+{:04X}", u32::from(c))
    } else {
        format!("`{c}`")
    }
}
