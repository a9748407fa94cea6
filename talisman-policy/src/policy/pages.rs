//! The pages that a policy is made for: paths and patterns, where they are served, and what is in them for the nonce.

use super::option::OptionName;
use super::settings::{Options, is_off, is_on, words, wrong};
use super::text::{is_constant, is_plain};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Spelling, Word};
use crate::ground::{pages, tokens};

/// The pages that a policy is made for. What is in them is for a front end to read.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Pages {
    /// Paths and patterns of files.
    pub files: Vec<Word>,
    /// The URL that their folder is served at.
    pub url: Option<Word>,
    /// Texts that a server replaces with the nonce, beside those that are known.
    pub placeholders: Vec<Word>,
}

const FILES: &str = "paths or patterns in double quotes, such as [\"dist/**/*.html\"]";
const URL: &str = "one URL in double quotes, such as \"https://www.example.com/\"";
const NONCE: &str = "texts in double quotes, such as [\"%NONCE%\"]";

/// Reads what is written about pages.
pub(super) fn read(options: &Options<'_>, out: &mut Diagnostics) -> Pages {
    let files = texts(options, OptionName::Pages, FILES, out);
    if files.is_empty() {
        let needs = "pages: [\"dist/**/*.html\"]";
        options.needless(OptionName::PagesUrl, needs, out);
        options.needless(OptionName::PagesNonce, needs, out);
    }
    let mut urls = texts(options, OptionName::PagesUrl, URL, out);
    if let (Some(setting), [_, _, ..]) = (options.get(OptionName::PagesUrl), urls.as_slice()) {
        wrong(setting, OptionName::PagesUrl, URL, out);
        urls.clear();
    }
    let placeholders = texts(options, OptionName::PagesNonce, NONCE, out);
    if let Some(word) = placeholders.iter().find(|word| !is_placeholder(&word.text)) {
        let found = word.text.clone();
        out.report(word, pages::Problem::Placeholder { found });
    }
    Pages {
        files,
        url: urls.into_iter().next(),
        placeholders,
    }
}

/// Whether a text can stand for the nonce in a page: it must not be in the element that has it.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    !["<script nonce=\"\">", "<style nonce=''>"]
        .iter()
        .any(|element| element.contains(&text))
}

/// The words of an option, all in double quotes; `off` means no word.
fn texts(
    options: &Options<'_>,
    name: OptionName,
    expected: &str,
    out: &mut Diagnostics,
) -> Vec<Word> {
    let Some(setting) = options.get(name).filter(|setting| !is_off(setting)) else {
        return Vec::new();
    };
    if is_on(setting) {
        wrong(setting, name, expected, out);
        return Vec::new();
    }
    let Some(words) = words(setting, name, expected, out) else {
        return Vec::new();
    };
    let mut bare = words.iter().filter(|word| word.spelling == Spelling::Bare);
    let Some(first) = bare.next() else {
        if words.is_empty() {
            wrong(setting, name, expected, out);
        }
        return words.to_vec();
    };
    // A constant's name and a word with other signs are reported already.
    if is_plain(&first.text) && !is_constant(&first.text) {
        let (found, write) = (first.text.clone(), format!("\"{}\"", first.text));
        out.report(first, tokens::Problem::Unquoted { found, write });
    }
    Vec::new()
}
