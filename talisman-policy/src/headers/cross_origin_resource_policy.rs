//! Cross-Origin-Resource-Policy: three words, compared letter by letter.

use crate::ground::diagnostic::Diagnostics;
use crate::ground::suggest::{alternatives, intended};
use crate::ground::word::Word;
pub use crate::headers::isolation_values::ResourcePolicy;
use crate::headers::isolation_values::owners;
use crate::headers::one_word::one_word;

/// Whose pages may load the response as an image, script, style, font or video.
///
/// # ABNF
///
/// ```text
/// Cross-Origin-Resource-Policy = %s"same-origin" / %s"same-site" / %s"cross-origin" ; case-sensitive
/// ```
///
/// # Example values
///
/// `same-site` is read; `Same-Site` and `same-site, same-origin` are refused, because a browser ignores both.
///
/// # Deployment caveat
///
/// It is the response's own wish: it belongs on what is loaded, and on a page it keeps other sites' pages from loading that
/// page as something else. `same-origin` keeps images that other sites show, fonts of a CDN and pictures in newsletters
/// from loading; what everyone may embed needs `cross-origin`. A page with a Cross-Origin-Embedder-Policy of
/// `require-corp` reads a missing header as `same-origin`. Requests with CORS do not ask for it.
///
/// <https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header>
pub type CrossOriginResourcePolicy = ResourcePolicy;

/// What happens to a value that a browser cannot read.
const UNREAD: &str = "a browser ignores the header, and every site may load the response";

problems! {
    /// What can be wrong with a Cross-Origin-Resource-Policy.
    pub enum Problem {
        /// There is no word.
        Empty => Error "cross-origin-resource-policy-empty", "Fetch section 3.7, Cross-Origin-Resource-Policy header" {
            summary: "there is no value: {UNREAD}";
            help: "write {}, or leave the header out", choices();
        }

        /// None of the words.
        UnknownValue { word: String, near: Option<&'static str> } => Error "cross-origin-resource-policy-unknown-value", "Fetch section 3.7, Cross-Origin-Resource-Policy header" {
            summary: "`{word}` is not a value of Cross-Origin-Resource-Policy: {UNREAD}";
            help: "write {}", near.map_or_else(choices, str::to_owned);
            instead?: *near;
        }

        /// A word of another header.
        ValueOfAnother { word: String, owners: crate::ground::names::Names } => Error "cross-origin-resource-policy-value-of-another", "Fetch section 3.7, Cross-Origin-Resource-Policy header" {
            summary: "`{word}` is a value of {owners}, not of Cross-Origin-Resource-Policy: {UNREAD}";
            help: "write it there, and here {}", choices();
        }

        /// A word in capitals.
        ValueCase { word: String, write: &'static str } => Error "cross-origin-resource-policy-value-case", "Fetch section 3.7, Cross-Origin-Resource-Policy header" {
            summary: "`{word}` has capital letters, which no value has: {UNREAD}";
            help: "write {write}";
            instead: "{write}";
        }

        /// More than one word.
        Several { word: String } => Error "cross-origin-resource-policy-several-values", "Fetch section 3.7, Cross-Origin-Resource-Policy header" {
            summary: "`{word}` is after another value: {UNREAD}";
            help: "write only one value";
        }
    }
}

/// Reads the value.
pub fn read(words: &[Word], out: &mut Diagnostics) -> Option<CrossOriginResourcePolicy> {
    let several = |word| Problem::Several { word };
    let word = one_word(words, Problem::Empty, several, out)?;
    let text = || word.text.clone();
    let problem = match ResourcePolicy::from_word(&word.text) {
        Some(value) if value.as_str() == word.text => return Some(value),
        Some(value) => Problem::ValueCase {
            word: text(),
            write: value.as_str(),
        },
        None => match owners(&word.text) {
            Some(owners) => Problem::ValueOfAnother {
                word: text(),
                owners,
            },
            None => Problem::UnknownValue {
                word: text(),
                near: intended(&word.text, ResourcePolicy::WORDS),
            },
        },
    };
    out.report(word, problem);
    None
}

fn choices() -> String {
    alternatives(ResourcePolicy::WORDS)
}
