//! X-Download-Options: one word, for one browser that is gone.

use crate::diagnostic::{Diagnostics, Place};
use crate::field::Field;
use crate::word::{Spelling, Word};

/// Made Internet Explorer save a download instead of opening it in the site's own context.
///
/// # ABNF
///
/// ```text
/// X-Download-Options = "noopen"
/// ```
///
/// # Deployment caveat
///
/// No other browser ever read it. `Content-Disposition: attachment` does the job in all of them.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct XDownloadOptions;

const NOOPEN: &str = "noopen";

problems! {
    /// What can be wrong with an X-Download-Options.
    pub enum Problem {
        /// Always.
        Legacy => Warning "download-options-legacy", "no specification: Internet Explorer 8" {
            summary: "X-Download-Options is read by Internet Explorer alone: every other browser ignores it";
            help: "leave it out; Content-Disposition: attachment makes every browser save what a response holds";
        }

        /// There is no word.
        Empty => Error "download-options-empty", "no specification: Internet Explorer 8" {
            summary: "there is no value: Internet Explorer ignores the header, as every other browser does";
            help: "leave the header out, or write noopen";
        }

        /// Not the word.
        UnknownValue { word: String } => Error "download-options-unknown-value", "no specification: Internet Explorer 8" {
            summary: format!("`{word}` is not noopen: Internet Explorer ignores the header, as every other browser does");
            help: "leave the header out, or write noopen, the only value";
            instead: NOOPEN;
        }

        /// More than the word.
        Several { word: String } => Error "download-options-several-values", "no specification: Internet Explorer 8" {
            summary: format!("`{word}` stands behind the only value that there is");
            help: "write noopen alone";
            instead: "";
        }
    }
}

impl XDownloadOptions {
    /// The field that carries it.
    #[must_use]
    pub fn field(&self) -> Field {
        Field::fixed("x-download-options", NOOPEN)
    }
}

/// The field value.
impl std::fmt::Display for XDownloadOptions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(NOOPEN)
    }
}

/// Reads the value; among Rust tokens `true` stands for it.
pub fn read(words: &[Word], out: &mut Diagnostics) -> Option<XDownloadOptions> {
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
    if first.is(NOOPEN) || (first.spelling == Spelling::Bare && first.text == "true") {
        out.report(first, Problem::Legacy);
        return Some(XDownloadOptions);
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
    fn noopen_is_the_only_value_and_always_warns() {
        for (text, code) in [
            ("NoOpen", "download-options-legacy"),
            ("", "download-options-empty"),
            ("open", "download-options-unknown-value"),
            ("true", "download-options-unknown-value"),
            ("noopen noopen", "download-options-several-values"),
        ] {
            let mut out = Diagnostics::new();
            read(&split_words(text, Site(0)).words, &mut out);
            assert_eq!(
                out.iter().next().map(|found| found.problem.explain().code),
                Some(code),
                "{text}"
            );
        }
    }
}
