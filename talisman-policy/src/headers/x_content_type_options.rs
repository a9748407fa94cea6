//! X-Content-Type-Options: one word.

use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Word;
use crate::headers::one_word::{is_the_value, one_word};

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
        Empty => Error "content-type-options-empty", "Fetch section 3.6, X-Content-Type-Options header" {
            summary: "there is no value: a browser ignores the header and guesses types";
            help: "write nosniff, or leave the header out";
        }

        /// Not the word.
        UnknownValue { word: String } => Error "content-type-options-unknown-value", "Fetch section 3.6, X-Content-Type-Options header" {
            summary: "`{word}` is not nosniff: a browser ignores the header and guesses types";
            help: "write nosniff, the only value";
            instead: "{NOSNIFF}";
        }

        /// More than the word.
        Several { word: String } => Error "content-type-options-several-values", "Fetch section 3.6, X-Content-Type-Options header" {
            summary: "`{word}` is after another value: a browser reads all that is before the first comma as one value, and nothing else";
            help: "write only nosniff";
            instead: "";
        }
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
    let several = |word| Problem::Several { word };
    let word = one_word(words, Problem::Empty, several, out)?;
    if !is_the_value(word, NOSNIFF) {
        let text = word.text.clone();
        out.report(word, Problem::UnknownValue { word: text });
        return None;
    }
    Some(XContentTypeOptions)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ground::diagnostic::Diagnostics;
    use crate::ground::word::Site;
    use crate::text::split_words;

    #[test]
    fn nosniff_is_the_only_value() {
        for (text, code) in [
            ("NoSniff", None),
            ("", Some("content-type-options-empty")),
            ("sniff", Some("content-type-options-unknown-value")),
            ("true", Some("content-type-options-unknown-value")),
            ("nosniff,", None),
            (
                "sniff, nosniff",
                Some("content-type-options-several-values"),
            ),
            ("nosniff,sniff", Some("content-type-options-several-values")),
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
