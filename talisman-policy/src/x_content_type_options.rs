//! X-Content-Type-Options: one word.

use crate::diagnostic::{Diagnostics, Place};
use crate::field::Field;
use crate::word::{Spelling, Word};

/// Makes browsers believe the Content-Type of scripts and styles instead of guessing.
///
/// # ABNF
///
/// ```text
/// X-Content-Type-Options = "nosniff"
/// ```
///
/// # Deployment caveat
///
/// Every script and style sheet needs the right Content-Type: a browser does not load another one.
///
/// <https://fetch.spec.whatwg.org/#x-content-type-options-header>
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct XContentTypeOptions;

const NOSNIFF: &str = "nosniff";

problems! {
    /// What can be wrong with an X-Content-Type-Options.
    pub enum Problem {
        /// There is no word.
        Empty => Error "content-type-options-empty", "Fetch, X-Content-Type-Options header" {
            summary: "there is no value: a browser ignores the header and guesses types";
            help: "write nosniff, or leave the header out";
        }

        /// Not the word.
        UnknownValue { word: String } => Error "content-type-options-unknown-value", "Fetch, X-Content-Type-Options header" {
            summary: format!("`{word}` is not nosniff: a browser ignores the header and guesses types");
            help: "write nosniff, the only value";
            instead: NOSNIFF;
        }

        /// More than the word.
        Several { word: String } => Error "content-type-options-several-values", "Fetch, X-Content-Type-Options header" {
            summary: format!("`{word}` stands behind the only value that there is");
            help: "write nosniff alone";
            instead: "";
        }
    }
}

impl XContentTypeOptions {
    /// The field that carries it.
    #[must_use]
    pub fn field(&self) -> Field {
        Field::fixed("x-content-type-options", NOSNIFF)
    }
}

/// The field value.
impl std::fmt::Display for XContentTypeOptions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(NOSNIFF)
    }
}

/// Reads the value; among Rust tokens `true` stands for it.
pub fn read(words: &[Word], out: &mut Diagnostics) -> Option<XContentTypeOptions> {
    let Some((first, rest)) = words.split_first() else {
        out.report(Place::Whole, Problem::Empty);
        return None;
    };
    for extra in rest {
        out.report(
            extra,
            Problem::Several {
                word: extra.text.clone(),
            },
        );
    }
    if first.is(NOSNIFF) || (first.spelling == Spelling::Bare && first.text == "true") {
        return Some(XContentTypeOptions);
    }
    out.report(
        first,
        Problem::UnknownValue {
            word: first.text.clone(),
        },
    );
    None
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::diagnostic::Diagnostics;
    use crate::text::split_words;
    use crate::word::Site;

    #[test]
    fn nosniff_is_the_only_value() {
        for (text, code) in [
            ("NoSniff", None),
            ("", Some("content-type-options-empty")),
            ("sniff", Some("content-type-options-unknown-value")),
            ("true", Some("content-type-options-unknown-value")),
            ("nosniff,", Some("content-type-options-unknown-value")),
            (
                "nosniff nosniff",
                Some("content-type-options-several-values"),
            ),
        ] {
            let mut out = Diagnostics::new();
            read(&split_words(text, Site(0)).words, &mut out);
            assert_eq!(
                out.iter().next().map(|found| found.problem.explain().code),
                code,
                "{text}"
            );
        }
    }
}
