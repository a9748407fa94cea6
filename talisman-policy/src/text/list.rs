//! Words alone, and lists of words: what the keyword fields hold.

use std::ops::Range;

use super::Sites;
use crate::ground::word::{Site, Word};

/// The words of a field value that is a list, and where each of them was.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Words {
    /// What was found, in order.
    pub words: Vec<Word>,
    /// The byte range of each site, from the first that was asked for.
    pub ranges: Vec<Range<usize>>,
}

/// Splits a field value at its white space; sites count from `first`.
#[must_use]
pub fn split_words(text: &str, first: Site) -> Words {
    let mut sites = Sites::new(first);
    let words = sites.words(text, 0..text.len());
    Words {
        words,
        ranges: sites.ranges,
    }
}

/// Splits a field value at its commas; sites count from `first`. White space inside an element stays in it.
///
/// `1#element = [ element ] *( OWS "," OWS [ element ] )`
///
/// <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1>
#[must_use]
pub fn split_list(text: &str, first: Site) -> Words {
    let mut sites = Sites::new(first);
    let mut words = Vec::new();
    let mut offset = 0;
    for element in text.split(',') {
        let trimmed = element.trim_start_matches(super::is_ascii_whitespace);
        let start = offset + (element.len() - trimmed.len());
        let end = start + trimmed.trim_end_matches(super::is_ascii_whitespace).len();
        if start < end {
            words.push(sites.checked_word(text, start..end));
        }
        offset += element.len() + 1;
    }
    Words {
        words,
        ranges: sites.ranges,
    }
}

#[cfg(test)]
mod tests {
    use super::{split_list, split_words};
    use crate::ground::word::Site;

    #[test]
    fn an_element_keeps_its_inner_white_space() {
        let text = " no-referrer ,,\tstrict-origin origin\n";
        let found = split_list(text, Site(0));
        let ranges: Vec<&str> = found
            .ranges
            .iter()
            .map(|range| &text[range.clone()])
            .collect();
        assert_eq!(ranges, ["no-referrer", "strict-origin origin"]);
        assert_eq!(found.words[1].text, "strict-origin origin");
    }

    #[test]
    fn words_end_at_white_space() {
        let found = split_words(" ALLOW-FROM  https://a.example ", Site(3));
        assert_eq!(found.words.len(), 2);
        assert_eq!(found.words[1].site, Site(4));
        assert_eq!(found.ranges, [1..11, 13..30]);
    }
}
