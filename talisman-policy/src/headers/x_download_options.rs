//! X-Download-Options: one word, for one browser that is gone.

use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Word;
use crate::headers::one_word::{is_the_value, one_word};

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
            summary: "only Internet Explorer reads X-Download-Options: every other browser ignores it";
            help: "leave it out; Content-Disposition: attachment makes every browser save what a response holds";
        }

        /// There is no word.
        Empty => Error "download-options-empty", "no specification: Internet Explorer 8" {
            summary: "there is no value: Internet Explorer ignores the header, as every other browser does";
            help: "leave the header out, or write noopen";
        }

        /// Not the word.
        UnknownValue { word: String } => Error "download-options-unknown-value", "no specification: Internet Explorer 8" {
            summary: "`{word}` is not noopen: Internet Explorer ignores the header, as every other browser does";
            help: "leave the header out, or write noopen, the only value";
            instead: "{NOOPEN}";
        }

        /// More than the word.
        Several { word: String } => Error "download-options-several-values", "no specification: Internet Explorer 8" {
            summary: "`{word}` is after another value: Internet Explorer reads only one value, and every other browser ignores the header";
            help: "write only noopen";
            instead: "";
        }
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
    let several = |word| Problem::Several { word };
    let word = one_word(words, Problem::Empty, several, out)?;
    if !is_the_value(word, NOOPEN) {
        let text = word.text.clone();
        out.report(word, Problem::UnknownValue { word: text });
        return None;
    }
    out.report(word, Problem::Legacy);
    Some(XDownloadOptions)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ground::diagnostic::Diagnostics;
    use crate::ground::word::Site;
    use crate::text::split_words;

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
