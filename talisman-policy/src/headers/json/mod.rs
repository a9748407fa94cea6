//! JSON values with places, what both front ends make of Report-To and NEL, and what is wrong with a value of any of them.

mod object;
mod problem;
mod syntax;

pub(crate) use object::Object;
pub use problem::Problem;
pub use syntax::JsonSyntax;

use std::fmt::Write as _;

use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Site, Spelling, Word};

/// A JSON value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Json {
    /// A string, which is a [`Spelling::Literal`], or anything else as it was written.
    Scalar(Word),
    /// `[..]`, with the values in it.
    Array(Site, Vec<Json>),
    /// `{..}`, with its names and their values.
    Object(Site, Vec<(Word, Json)>),
}

impl Json {
    /// Where the value is.
    #[must_use]
    pub const fn site(&self) -> Site {
        match self {
            Self::Scalar(word) => word.site,
            Self::Array(site, _) | Self::Object(site, _) => *site,
        }
    }

    /// The value, if it is a string.
    #[must_use]
    pub fn as_string(&self) -> Option<&Word> {
        match self {
            Self::Scalar(word) if word.spelling == Spelling::Literal => Some(word),
            _ => None,
        }
    }

    /// What a word stands for that is not a value of JSON: a string that lacks its double quotes.
    #[must_use]
    pub fn unquoted(&self) -> Option<&str> {
        match self {
            Self::Scalar(word)
                if word.spelling != Spelling::Literal
                    && !matches!(word.text.as_str(), "true" | "false" | "null")
                    && !word
                        .text
                        .starts_with(|c: char| c.is_ascii_digit() || c == '-') =>
            {
                Some(word.text.trim_matches('\''))
            }
            _ => None,
        }
    }

    /// The value as it can be in a message.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Scalar(word) if word.spelling == Spelling::Literal => string(&word.text),
            Self::Scalar(word) => word.text.clone(),
            Self::Array(..) => "[ .. ]".to_owned(),
            Self::Object(..) => "{ .. }".to_owned(),
        }
    }
}

/// Says what keeps browsers from reading the JSON of a text at all.
pub fn report_syntax(errors: &[(Site, JsonSyntax)], out: &mut Diagnostics) {
    for (site, syntax) in errors {
        let what = syntax.summary();
        let problem = match syntax {
            JsonSyntax::Quotes { write, .. } => Problem::Quotes {
                what,
                write: write.clone(),
            },
            syntax => Problem::Syntax {
                what,
                write: syntax.help(),
            },
        };
        out.report(*site, problem);
    }
}

/// A string as JSON has it. What is not ASCII is escaped: a field value could not carry it.
pub(crate) fn string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            ' '..='~' => quoted.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a String cannot fail.
                    let _ = write!(quoted, "\\u{unit:04x}");
                }
            }
        }
    }
    quoted.push('"');
    quoted
}

/// number = [ minus ] int [ frac ] [ exp ], <https://www.rfc-editor.org/rfc/rfc8259#section-6>
pub(crate) fn is_number(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent
            .is_none_or(|exponent| is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// 1*DIGIT
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_number, string};

    #[test]
    fn a_string_is_written_in_ascii() {
        assert_eq!(
            string("a\"\\\n\u{fc}\u{1f600}"),
            "\"a\\\"\\\\\\u000a\\u00fc\\ud83d\\ude00\""
        );
    }

    #[test]
    fn numbers_are_those_of_json() {
        for number in ["0", "-0", "10", "0.5", "-1.25e-3", "1E+9"] {
            assert!(is_number(number), "{number}");
        }
        for other in [
            "", "-", "01", "1.", ".5", "+1", "1e", "1e+", "0x1", "1_0", "NaN", "--1",
        ] {
            assert!(!is_number(other), "{other}");
        }
    }
}
