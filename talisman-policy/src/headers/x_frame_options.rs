//! X-Frame-Options: two words that browsers read, and the ones that they only seem to.

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::nearest;
use crate::ground::word::{Site, Spelling, Word};
use crate::headers::origin::{self, Wildcards};

/// Who may put the page into a frame.
///
/// # ABNF
///
/// ```text
/// X-Frame-Options = "DENY" / "SAMEORIGIN" / ( "ALLOW-FROM" RWS serialized-origin )
/// ```
///
/// # Deployment caveat
///
/// A browser ignores it on a response whose enforced Content-Security-Policy has `frame-ancestors`. Every browser ignores
/// `ALLOW-FROM`: only the `frame-ancestors` with the same origin protects the page.
///
/// <https://html.spec.whatwg.org/#the-x-frame-options-header>
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum XFrameOptions {
    /// Nobody.
    Deny,
    /// Pages of the same origin. What flask-talisman sends.
    #[default]
    SameOrigin,
    /// Pages of this origin, says RFC 7034; everyone, say browsers.
    AllowFrom(AllowFrom),
}

/// The origin of `ALLOW-FROM`.
#[derive(Clone, Debug)]
pub struct AllowFrom {
    /// The serialized origin, in lower case.
    pub origin: String,
    /// Where it was written.
    pub site: Site,
}

impl PartialEq for AllowFrom {
    fn eq(&self, other: &Self) -> bool {
        self.origin == other.origin
    }
}

impl Eq for AllowFrom {}

words! {
    /// The words of X-Frame-Options, and the directive of a Content Security Policy that means the same.
    pub enum Keyword: &'static str {
        /// Nobody.
        Deny => "DENY", "frame-ancestors 'none'";
        /// The same origin.
        SameOrigin => "SAMEORIGIN", "frame-ancestors 'self'";
        /// One origin, RFC 7034 section 2.1.
        AllowFrom => "ALLOW-FROM", "frame-ancestors and the origin";
    }
}

problems! {
    /// What can be wrong with an X-Frame-Options.
    pub enum Problem {
        /// There is no word.
        Empty => Error "frame-options-empty", "HTML section 7.7, the X-Frame-Options header" {
            summary: "there is no value: a browser lets every page frame this one";
            help: "write DENY or SAMEORIGIN, or leave the header out";
        }

        /// Neither of the two words.
        UnknownValue { word: String, write: String, meant: Option<&'static str> } => Error "frame-options-unknown-value", "HTML section 7.7, the X-Frame-Options header" {
            summary: "`{word}` is not a value of X-Frame-Options: a browser ignores it and lets every page frame this one";
            help: "{write}";
            instead?: *meant;
        }

        /// A word for everyone.
        AllowAll { word: String } => Error "frame-options-allow-all", "HTML section 7.7, the X-Frame-Options header" {
            summary: "`{word}` is not in the standard and protects nothing: every page may frame this one";
            help: "leave the header out if that is intended, or write DENY or SAMEORIGIN";
        }

        /// More than one word.
        Several { word: String, comma: bool } => Error "frame-options-several-values", "HTML section 7.7, the X-Frame-Options header" {
            summary: "{}", if *comma {
                format!("`{word}` is after another value: a browser blocks every frame, or none if it knows neither")
            } else {
                format!("`{word}` is after the value: a browser takes all of it for one value that it does not know, and lets every page frame this one")
            };
            help: "write one value; for several origins use frame-ancestors in the Content-Security-Policy";
        }

        /// The same word again.
        Duplicate { word: String } => Warning "frame-options-duplicate-value", "HTML section 7.7, the X-Frame-Options header" {
            summary: "`{word}` appears a second time, and changes nothing";
            help: "write it once";
        }

        /// ALLOW-FROM, which no browser reads.
        AllowFrom { ancestors: String } => Warning "frame-options-allow-from", "RFC 7034 section 2.3.1, ALLOW-FROM in browsers" {
            summary: "every browser ignores ALLOW-FROM: with only this header, any page may frame this one";
            help: "write `{ancestors}` in the Content-Security-Policy, which does the job";
        }

        /// ALLOW-FROM without an origin.
        MissingOrigin => Error "frame-options-missing-origin", "RFC 7034 section 2.1, ALLOW-FROM" {
            summary: "ALLOW-FROM names no origin: every browser ignores it and lets every page frame this one";
            help: "write frame-ancestors with the origin that you mean into the Content-Security-Policy";
        }

        /// Something after ALLOW-FROM that is not an origin.
        InvalidOrigin { what: &'static str, advice: String } => Error "frame-options-invalid-origin", "RFC 6454 section 6.2, serialized-origin" {
            summary: "{what}: ALLOW-FROM takes a scheme, a host and optionally a port";
            help: "{advice}";
        }
    }
}

impl XFrameOptions {
    /// The origin of `ALLOW-FROM`, for the `frame-ancestors` that does its job.
    #[must_use]
    pub const fn allow_from(&self) -> Option<&AllowFrom> {
        match self {
            Self::AllowFrom(origin) => Some(origin),
            Self::Deny | Self::SameOrigin => None,
        }
    }
}

/// The field value.
impl std::fmt::Display for XFrameOptions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Deny => Keyword::Deny.fmt(formatter),
            Self::SameOrigin => Keyword::SameOrigin.fmt(formatter),
            Self::AllowFrom(AllowFrom { origin, .. }) => {
                write!(formatter, "{} {origin}", Keyword::AllowFrom)
            }
        }
    }
}

/// Reads the value: one word, or `ALLOW-FROM` and an origin.
pub fn read(words: &[Word], out: &mut Diagnostics) -> Option<XFrameOptions> {
    let Some((first, rest)) = words.split_first() else {
        out.report(Place::Whole, Problem::Empty);
        return None;
    };
    if words.iter().any(|word| word.text.contains(',')) {
        return list(words, out);
    }
    let Some(keyword) = Keyword::from_word(&first.text) else {
        out.report(first, unknown(first));
        return None;
    };
    // One value has an argument, and browsers know neither of the two.
    let origins = usize::from(keyword == Keyword::AllowFrom);
    for extra in rest.iter().skip(origins) {
        out.report(
            extra,
            Problem::Several {
                word: extra.text.clone(),
                comma: extra.spelling != Spelling::Text,
            },
        );
    }
    match keyword {
        Keyword::Deny => Some(XFrameOptions::Deny),
        Keyword::SameOrigin => Some(XFrameOptions::SameOrigin),
        Keyword::AllowFrom => allow_from(first, rest.first(), out).map(XFrameOptions::AllowFrom),
    }
}

/// Several values, of which a browser follows none unless they are all the same.
fn list(words: &[Word], out: &mut Diagnostics) -> Option<XFrameOptions> {
    // HTML section 7.7 splits at commas, and blocks every frame where one of several values is known.
    let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let text = text.join(" ");
    let mut values: Vec<&str> = text.split(',').map(str::trim).collect();
    values.retain(|value| !value.is_empty());
    let Some((first, others)) = values.split_first() else {
        out.report(Place::Whole, Problem::Empty);
        return None;
    };
    let (word, at) = words
        .iter()
        .find_map(|word| Some((word, word.text.find(',')?)))?;
    let comma = Place::within(word, at..word.text.len());
    let mut different = others.iter();
    if let Some(other) = different.find(|other| !other.eq_ignore_ascii_case(first)) {
        let word = (*other).to_owned();
        out.report(comma, Problem::Several { word, comma: true });
        return None;
    }
    if !others.is_empty() {
        let word = (*first).to_owned();
        out.report(comma, Problem::Duplicate { word });
    }
    match Keyword::from_word(first) {
        Some(Keyword::Deny) => Some(XFrameOptions::Deny),
        Some(Keyword::SameOrigin) => Some(XFrameOptions::SameOrigin),
        Some(Keyword::AllowFrom) | None => {
            let alone = Word {
                text: (*first).to_owned(),
                ..word.clone()
            };
            out.report(words.first()?, unknown(&alone));
            None
        }
    }
}

/// "ALLOW-FROM" RWS serialized-origin, <https://www.rfc-editor.org/rfc/rfc7034#section-2.1>
fn allow_from(keyword: &Word, origin: Option<&Word>, out: &mut Diagnostics) -> Option<AllowFrom> {
    let Some(word) = origin else {
        out.report(keyword, Problem::MissingOrigin);
        return None;
    };
    match origin::parse(&word.text, Wildcards::Refused) {
        Ok(origin) => {
            let spelling = if word.spelling == Spelling::Literal {
                Spelling::Literal
            } else {
                Spelling::Text
            };
            let ancestors = format!("frame-ancestors {}", spelling.word(&origin));
            out.report(keyword, Problem::AllowFrom { ancestors });
            Some(AllowFrom {
                origin,
                site: word.site,
            })
        }
        Err(error) => {
            let advice = match &error.instead {
                Some(origin) => format!("write {}", word.spelling.word(origin)),
                None => error.advice.to_owned(),
            };
            out.report(
                Place::within(word, error.range),
                Problem::InvalidOrigin {
                    what: error.what,
                    advice,
                },
            );
            None
        }
    }
}

fn unknown(word: &Word) -> Problem {
    let bare: String = word
        .text
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    match bare.as_str() {
        // Never a value of any browser: it does what no header does.
        "allowall" | "all" | "allowany" => {
            return Problem::AllowAll {
                word: word.text.clone(),
            };
        }
        _ => {}
    }
    let mut keywords = Keyword::WORDS.iter().copied();
    let same = keywords.find(|keyword| bare == keyword.replace('-', "").to_ascii_lowercase());
    let meant = match bare.as_str() {
        // The words of frame-ancestors.
        "none" => Some(Keyword::Deny.as_str()),
        "self" => Some(Keyword::SameOrigin.as_str()),
        _ => same.or_else(|| nearest(&word.text, Keyword::WORDS)),
    };
    let (write, meant) = match meant.and_then(Keyword::from_word) {
        Some(Keyword::AllowFrom) => (
            "browsers read no such value: write `frame-ancestors` and the origin in the Content-Security-Policy".to_owned(),
            None,
        ),
        Some(meant) => (format!("write {meant}"), Some(meant.as_str())),
        None => (
            "write DENY or SAMEORIGIN; for some origins, frame-ancestors in the Content-Security-Policy".to_owned(),
            None,
        ),
    };
    Problem::UnknownValue {
        word: word.text.clone(),
        write,
        meant,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ground::diagnostic::Diagnostics;
    use crate::ground::word::Site;
    use crate::text::split_words;

    #[track_caller]
    fn checked(text: &str) -> (Option<String>, Vec<&'static str>) {
        let mut out = Diagnostics::new();
        let options = read(&split_words(text, Site(0)).words, &mut out);
        let codes = out
            .iter()
            .map(|diagnostic| diagnostic.problem.explain().code)
            .collect();
        (options.map(|options| options.to_string()), codes)
    }

    #[test]
    fn the_two_words_are_read_in_any_case() {
        assert_eq!(checked("deny"), (Some("DENY".to_owned()), vec![]));
        assert_eq!(
            checked(" SameOrigin "),
            (Some("SAMEORIGIN".to_owned()), vec![])
        );
    }

    #[test]
    fn allow_from_keeps_its_origin_and_warns() {
        let mut out = Diagnostics::new();
        let options = read(
            &split_words("Allow-From HTTPS://A.example/", Site(5)).words,
            &mut out,
        )
        .unwrap();
        let origin = options.allow_from().unwrap();
        assert_eq!(
            (origin.origin.as_str(), origin.site),
            ("https://a.example", Site(6))
        );
        assert!(!out.has_errors());
        let explanation = out.iter().next().unwrap().problem.explain();
        assert_eq!(explanation.code, "frame-options-allow-from");
        assert!(
            explanation
                .help
                .contains("frame-ancestors https://a.example"),
            "{}",
            explanation.help
        );
    }

    #[test]
    fn problems_have_their_codes() {
        for (text, code) in [
            ("", "frame-options-empty"),
            ("ALLOWALL", "frame-options-allow-all"),
            ("allow-all", "frame-options-allow-all"),
            ("ALLOWFROM https://a.example", "frame-options-unknown-value"),
            ("SAME-ORIGIN", "frame-options-unknown-value"),
            ("'self'", "frame-options-unknown-value"),
            ("DENY;", "frame-options-unknown-value"),
            ("DENY, SAMEORIGIN", "frame-options-several-values"),
            ("DENY SAMEORIGIN", "frame-options-several-values"),
            ("DENY,SAMEORIGIN", "frame-options-several-values"),
            ("DENY , SAMEORIGIN", "frame-options-several-values"),
            (
                "ALLOW-FROM https://a.example, https://b.example",
                "frame-options-several-values",
            ),
            ("DENY, DENY", "frame-options-duplicate-value"),
            ("denny,", "frame-options-unknown-value"),
            (",", "frame-options-empty"),
            ("ALLOW-FROM", "frame-options-missing-origin"),
            ("ALLOW-FROM a.example", "frame-options-invalid-origin"),
            (
                "ALLOW-FROM https://*.example",
                "frame-options-invalid-origin",
            ),
            (
                "ALLOW-FROM https://a.example/x",
                "frame-options-invalid-origin",
            ),
        ] {
            assert_eq!(checked(text).1, [code], "{text}");
        }
        let mut out = Diagnostics::new();
        read(&split_words("same-origin", Site(0)).words, &mut out);
        assert_eq!(
            out.iter().next().unwrap().problem.explain().help,
            "write SAMEORIGIN"
        );
    }
}
