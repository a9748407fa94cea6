//! What can be wrong with JSON before any of its members means anything.

/// What is wrong with the syntax of JSON.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum JsonSyntax {
    /// A name without double quotes around it.
    Quotes {
        /// What is there.
        found: String,
        /// The same, as JSON has it.
        write: String,
    },
    /// A comma with nothing after it.
    TrailingComma,
    /// Two values or members without a comma between them.
    MissingComma,
    /// A name with something else than a colon after it.
    MissingColon,
    /// Nothing where a value must stand.
    MissingValue,
    /// A number that JSON writes otherwise, or not at all.
    Number {
        /// What is there.
        found: String,
    },
    /// A character that begins no value.
    Character {
        /// Which.
        found: char,
    },
    /// `"` without another.
    UnclosedString,
    /// A backslash before something that it does not escape.
    Escape,
    /// A character that a string holds escaped alone.
    ControlCharacter,
    /// `{` or `[` without its other half.
    Unclosed {
        /// Which.
        open: char,
    },
    /// Values inside values, deeper than any member needs.
    Depth,
}

impl JsonSyntax {
    /// What is wrong, in the words of a message.
    #[must_use]
    pub fn summary(&self) -> String {
        let text = match self {
            Self::Quotes { found, .. } => {
                return format!("`{found}` is not in double quotes");
            }
            Self::TrailingComma => "there is a comma after the last one",
            Self::MissingComma => "there is no comma before this",
            Self::MissingColon => "there is no colon after the name",
            Self::MissingValue => "there is no value after the name",
            Self::Number { found } => return format!("`{found}` is not a number of JSON"),
            Self::Character { found } if found.is_control() => "there is a control character here",
            Self::Character { found } => return format!("`{found}` is not allowed here"),
            Self::UnclosedString => "the string is not closed",
            Self::Escape => "a backslash cannot escape this character",
            Self::ControlCharacter => "a string holds a line break or another control character",
            Self::Unclosed { open } => return format!("`{open}` is not closed"),
            Self::Depth => "this is nested deeper than any member is",
        };
        text.to_owned()
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> String {
        let text = match self {
            Self::Quotes { write, .. } => return format!("write {write}"),
            Self::TrailingComma => "leave the comma out",
            Self::MissingComma => "write a comma between two members, and between two objects",
            Self::MissingColon => "write a colon and the value: \"max_age\": 2592000",
            Self::MissingValue => "write a value, such as 2592000, \"default\" or true",
            Self::Number { .. } => "write only digits, or a fraction such as 0.5",
            Self::Character { .. } => {
                "write an object: { \"group\": \"default\", \"max_age\": 2592000 }"
            }
            Self::UnclosedString => "write `\"` at the end of the string",
            Self::Escape => "leave the backslash out, or double it",
            Self::ControlCharacter => "leave it out",
            Self::Unclosed { open: '[' } => "write `]` at the end of the list",
            Self::Unclosed { .. } => "write `}` at the end of the object",
            Self::Depth => "leave the inner values out",
        };
        text.to_owned()
    }
}
