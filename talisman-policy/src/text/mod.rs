//! The text front end: the only code that takes a serialized field value apart.
//!
//! It finds words and remember where they were; what they mean is for each header's `read`.

mod cursor;
mod json;
mod list;
mod parameters;
mod structured_field;
mod syntax;

pub use json::{JsonText, split_json};
pub use list::{Words, split_list, split_words};
pub use parameters::split_parameters;
pub use structured_field::{
    Dictionary, SingleItem, SingleList, split_dictionary, split_inner_list, split_item,
};
pub(crate) use structured_field::{is_bare_item, is_key, is_sf_token};
pub use syntax::{Syntax, SyntaxError};

use std::ops::Range;

use crate::ground::word::{Site, Spelling, Statement, Word};

/// The words of a text, and where each of them was.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Split {
    /// What was found, in order.
    pub statements: Vec<Statement>,
    /// The byte range of each site, from the first that was asked for.
    pub ranges: Vec<Range<usize>>,
}

/// The white space of CSP3 section 2.1: tab, line feed, form feed, carriage return, space.
#[must_use]
pub const fn is_ascii_whitespace(c: char) -> bool {
    // That of Infra, by which CSP3 splits: the form feed is in it, the vertical tab is not.
    matches!(c, '\t' | '\n' | '\u{c}' | '\r' | ' ')
}

/// Splits a serialized CSP into directives, each a name and the words of its value; sites count from `first`.
///
/// `serialized-policy = serialized-directive *( optional-ascii-whitespace ";" [ optional-ascii-whitespace serialized-directive ] )`
///
/// <https://www.w3.org/TR/CSP3/#framework-policy>
#[must_use]
pub fn split_directives(text: &str, first: Site) -> Split {
    split_at(text, first, &[';'])
}

/// Splits a serialized Feature Policy into directives; sites count from `first`.
///
/// feature-policy = 1#( directive *( ";" directive ) ), directive = feature-name *( RWS allowlist-value )
///
/// <https://www.w3.org/TR/2019/WD-feature-policy-1-20190416/#ascii-serialization>
#[must_use]
pub fn split_feature_policy(text: &str, first: Site) -> Split {
    // A comma begins another policy, and every one of them is a list of directives that adds to the others.
    split_at(text, first, &[';', ','])
}

fn split_at(text: &str, first: Site, separators: &[char]) -> Split {
    let mut sites = Sites::new(first);
    let mut statements = Vec::new();
    let mut offset = 0;
    for directive in text.split(separators) {
        let mut values = sites.words(text, offset..offset + directive.len());
        if !values.is_empty() {
            let name = values.remove(0);
            statements.push(Statement { name, values });
        }
        offset += directive.len() + 1;
    }
    Split {
        statements,
        ranges: sites.ranges,
    }
}

/// token = 1*tchar, <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2>
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_tchar)
}

pub(crate) fn is_tchar(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

/// The bytes of the field name that a pasted line begins with, colon included.
pub(crate) fn field_name(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start_matches(is_ascii_whitespace).len();
    let colon = text.find(':')?;
    (start < colon).then_some(start..colon + 1)
}

/// Where byte `at` of what a quoted string stands for is in the string as it was written, quotes and escapes included.
pub(crate) fn raw_offset(raw: &str, at: usize) -> usize {
    let Some(inner) = raw.strip_prefix('"') else {
        return at;
    };
    let mut seen = 0;
    let mut escaped = false;
    for (index, c) in inner.char_indices() {
        if !escaped && seen >= at {
            return index + 1;
        }
        escaped = !escaped && c == '\\';
        if !escaped {
            seen += c.len_utf8();
        }
    }
    raw.len()
}

/// Numbers words as they are found.
struct Sites {
    first: Site,
    ranges: Vec<Range<usize>>,
}

impl Sites {
    fn new(first: Site) -> Self {
        Self {
            first,
            ranges: Vec::new(),
        }
    }

    fn next(&mut self, range: Range<usize>) -> Site {
        let site = Site(
            self.first
                .0
                .saturating_add(u32::try_from(self.ranges.len()).unwrap_or(u32::MAX)),
        );
        self.ranges.push(range);
        site
    }

    /// The runs without white space in the bytes `part` of `text`.
    fn words(&mut self, text: &str, part: Range<usize>) -> Vec<Word> {
        let mut words = Vec::new();
        let mut start = part.start;
        for run in text
            .get(part)
            .unwrap_or_default()
            .split(is_ascii_whitespace)
        {
            if !run.is_empty() {
                words.push(self.checked_word(text, start..start + run.len()));
            }
            start += run.len() + 1;
        }
        words
    }

    /// The bytes `range` of `text` as a word, or what is in their `unchecked(..)`.
    fn checked_word(&mut self, text: &str, range: Range<usize>) -> Word {
        let (range, spelling) = unwrap_unchecked(text, range);
        let word = text.get(range.clone()).unwrap_or_default().to_owned();
        Word {
            text: word,
            spelling,
            site: self.next(range),
        }
    }
}

/// A whole text as one word, whatever it holds, and where it is.
pub(crate) fn one_word(text: &str, site: Site) -> (Word, Range<usize>) {
    let (range, spelling) = unwrap_unchecked(text, 0..text.len());
    let word = Word {
        text: text.get(range.clone()).unwrap_or_default().to_owned(),
        spelling,
        site,
    };
    (word, range)
}

/// `unchecked(word)` is `word`, to be sent as it is.
fn unwrap_unchecked(text: &str, range: Range<usize>) -> (Range<usize>, Spelling) {
    let word = text.get(range.clone()).unwrap_or_default();
    match word
        .strip_prefix("unchecked(")
        .and_then(|inner| inner.strip_suffix(')'))
    {
        Some(inner) => {
            let start = range.start + "unchecked(".len();
            (start..start + inner.len(), Spelling::UncheckedText)
        }
        None => (range, Spelling::Text),
    }
}

/// The bytes of a word with the `unchecked(..)` that it stands in, if it does: what a remedy takes the place of.
pub(crate) fn with_unchecked(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    match before.strip_suffix("unchecked(") {
        Some(before) if behind.starts_with(')') => before.len()..range.end + 1,
        _ => range,
    }
}

#[cfg(test)]
mod tests {
    use super::split_directives;
    use crate::ground::word::{Site, Spelling};

    #[test]
    fn every_site_has_the_range_of_its_word() {
        let text = " default-src 'self';\n\n script-src\t'nonce' unchecked('new') ;; ";
        let split = split_directives(text, Site(7));
        let found: Vec<&str> = split
            .ranges
            .iter()
            .map(|range| &text[range.clone()])
            .collect();
        assert_eq!(
            found,
            ["default-src", "'self'", "script-src", "'nonce'", "'new'"]
        );
        assert_eq!(split.statements.len(), 2);
        assert_eq!(split.statements[1].values[0].site, Site(10));
        assert_eq!(
            split.statements[1].values[1].spelling,
            Spelling::UncheckedText
        );
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(split_directives(" ;; \n", Site(0)).statements.is_empty());
    }
}
