//! The text of all changes, and where in it each word is.

use std::ops::Range;

use crate::ground::diagnostic::{Diagnostic, Place};
use crate::ground::word::{Site, Word};
use crate::headers::header::{Finding, Header, Located};
use crate::text::{is_ascii_whitespace, one_word, split_words};

/// The lines so far. Sites count from 0.
#[derive(Default)]
pub(in crate::policy) struct Lines {
    text: String,
    ranges: Vec<Range<usize>>,
    /// The header whose value each word is a part of.
    headers: Vec<Option<Header>>,
}

impl Lines {
    fn text(&self) -> &str {
        self.text.trim_end_matches('\n')
    }

    /// The lines, and where in them a problem is. Of a problem of the whole the text is empty.
    pub(in crate::policy) fn finding(&self, problem: &Diagnostic) -> (&str, Finding) {
        let is_whole = self.range(&problem.place).is_none();
        let text = if is_whole { "" } else { self.text() };
        let located = Located {
            header: self.header(&problem.place),
            text,
            ranges: &self.ranges,
            first: Site(0),
        };
        let mut finding = located.finding(problem);
        finding.explanation.severity = problem.severity;
        if let Some(also) = &problem.also {
            if self.range(also).is_none() {
                finding.also = None;
            }
        }
        (text, finding)
    }

    /// Where a place is, if it is one of the words.
    fn range(&self, place: &Place) -> Option<&Range<usize>> {
        match place {
            Place::Whole => None,
            Place::Word(site) | Place::Within(site, _) => self.ranges.get(site.0 as usize),
        }
    }

    /// The header whose value a place is a part of.
    fn header(&self, place: &Place) -> Header {
        let header = match place {
            Place::Whole => None,
            Place::Word(site) | Place::Within(site, _) => self.headers.get(site.0 as usize),
        };
        header
            .copied()
            .flatten()
            .unwrap_or(Header::ContentSecurityPolicy)
    }

    /// Adds a text to the last line, and says where it is.
    pub(in crate::policy) fn push(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(text);
        start..self.text.len()
    }

    /// Ends the line.
    pub(in crate::policy) fn end(&mut self) {
        self.text.push('\n');
    }

    /// The next site.
    pub(in crate::policy) fn next(&self) -> Site {
        Site(u32::try_from(self.ranges.len()).unwrap_or(u32::MAX))
    }

    /// The site of a range.
    pub(in crate::policy) fn site(&mut self, range: Range<usize>, header: Option<Header>) -> Site {
        let site = self.next();
        self.ranges.push(range);
        self.headers.push(header);
        site
    }

    /// Adds a text of which these words were found, their ranges counted from its beginning.
    pub(in crate::policy) fn push_found(
        &mut self,
        text: &str,
        ranges: Vec<Range<usize>>,
        header: Option<Header>,
    ) {
        let start = self.push(text).start;
        for range in ranges {
            self.site(start + range.start..start + range.end, header);
        }
    }

    /// Adds words with white space between them.
    pub(in crate::policy) fn words(&mut self, text: &str, header: Option<Header>) -> Vec<Word> {
        let split = split_words(text, self.next());
        self.push_found(text, split.ranges, header);
        split.words
    }

    /// What follows the first bytes of a word, as a word of its own.
    pub(in crate::policy) fn rest_of(&mut self, word: &Word, length: usize) -> Word {
        let range = self.ranges.get_mut(word.site.0 as usize);
        let Some(range) = range.filter(|range| range.len() > length) else {
            return word.clone();
        };
        let start = range.start + length;
        let rest = start..range.end;
        range.end = start;
        let header = self.headers.get(word.site.0 as usize).copied().flatten();
        let (word, within) = one_word(self.text.get(rest.clone()).unwrap_or_default(), self.next());
        self.site(rest.start + within.start..rest.start + within.end, header);
        word
    }

    /// Leaves a sign out of the range of a word that it was written together with.
    pub(in crate::policy) fn without_sign(&mut self, word: &Word, signs: [&str; 2]) {
        let Some(range) = self.ranges.get_mut(word.site.0 as usize) else {
            return;
        };
        let written = self.text.get(range.clone()).unwrap_or_default();
        for sign in signs {
            if written.strip_suffix(sign) == Some(&word.text) {
                range.end -= sign.len();
                return;
            }
            if written.strip_prefix(sign) == Some(&word.text) {
                range.start += sign.len();
                return;
            }
        }
    }

    /// Adds one word, without the white space around it: a file ends in a newline.
    pub(in crate::policy) fn word(&mut self, text: &str) -> Word {
        let text = text.trim_matches(is_ascii_whitespace);
        let (word, range) = one_word(text, self.next());
        self.push_found(text, vec![range], None);
        word
    }
}
