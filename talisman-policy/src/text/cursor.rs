//! How far a text has been read, and the numbers of the words found so far.

use std::ops::Range;

use super::{Sites, is_ascii_whitespace};
use crate::ground::word::{Site, Spelling, Word};

/// A place in a text that goes on and never back.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    /// The byte that is read next.
    pub(super) at: usize,
    pub(super) sites: Sites,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, first: Site) -> Self {
        Self {
            text,
            at: 0,
            sites: Sites::new(first),
        }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    pub(super) fn take_while(&mut self, mut is: impl FnMut(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !is(c)).unwrap_or(rest.len());
    }

    pub(super) fn skip_white_space(&mut self) {
        self.take_while(is_ascii_whitespace);
    }

    /// The bytes of the next character.
    pub(super) fn here(&self) -> Range<usize> {
        self.at..self.at + self.peek().map_or(0, char::len_utf8)
    }

    /// What was read since byte `start`.
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// What was read since byte `start`, as a word.
    pub(super) fn word(&mut self, start: usize, spelling: Spelling) -> Word {
        let text = self.since(start).to_owned();
        self.word_of(start, text, spelling)
    }

    /// What was read since byte `start`, as the word that it stands for.
    pub(super) fn word_of(&mut self, start: usize, text: String, spelling: Spelling) -> Word {
        Word {
            text,
            spelling,
            site: self.sites.next(start..self.at),
        }
    }
}
