//! The one walk over encoded words, for const code and for the program.

use super::kind::{FIRST_VALUE, Kind, OF_LETTER};
use crate::text::{is_at, part};

const FIELD: u8 = Kind::Field as u8;
const OFF: u8 = Kind::Off as u8;

/// What is still to be read of encoded words.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    text: &'static str,
    index: &'static [u8],
    at: usize,
}

/// A word.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// What it is.
    pub kind: Kind,
    /// Its length in bytes.
    pub length: usize,
    text: &'static str,
    at: usize,
}

impl Cursor {
    pub(super) const fn new(text: &'static str, index: &'static [u8]) -> Self {
        Self::at(text, index, 0)
    }

    /// A cursor of which some words are read.
    pub(super) const fn at(text: &'static str, index: &'static [u8], at: usize) -> Self {
        Self { text, index, at }
    }

    /// Reads the next word.
    ///
    /// No iterator: const code cannot call one.
    #[allow(clippy::should_implement_trait, reason = "const code needs it")]
    pub const fn next(&mut self) -> Option<Word> {
        let [letter, a, b, c, rest @ ..] = self.index else {
            return None;
        };
        let Some(kind) = OF_LETTER[*letter as usize] else {
            return None;
        };
        // Three bytes: a literal of 16 MiB is longer than any field, and two would not hold the longest that servers take.
        let length = (*a as usize) << 16 | (*b as usize) << 8 | *c as usize;
        let word = Word {
            kind,
            length,
            text: self.text,
            at: self.at,
        };
        self.index = rest;
        self.at += length + 1;
        Some(word)
    }

    /// Reads the next word that is not one of a directive's value.
    pub const fn next_name(&mut self) -> Option<Word> {
        while let [letter, a, b, c, rest @ ..] = self.index {
            if *letter < FIRST_VALUE {
                break;
            }
            self.at += ((*a as usize) << 16 | (*b as usize) << 8 | *c as usize) + 1;
            self.index = rest;
        }
        self.next()
    }

    /// Whether the value that begins here has a word that is, or is not, an opening.
    ///
    /// Without a call for a word of another length, because this is interpreted for every check of a derived policy.
    pub(super) const fn value_has(mut self, wanted: &str, is_opening: Option<bool>) -> bool {
        while let [letter, a, b, c, rest @ ..] = self.index {
            if *letter < FIRST_VALUE {
                return false;
            }
            let length = (*a as usize) << 16 | (*b as usize) << 8 | *c as usize;
            if length == wanted.len() && is_at(self.text, self.at, wanted) {
                match (is_opening, OF_LETTER[*letter as usize]) {
                    (Some(is_opening), Some(kind)) if is_opening != kind.is_opening() => {}
                    _ => return true,
                }
            }
            self.at += length + 1;
            self.index = rest;
        }
        false
    }

    /// The last of these words that sets this field, or turns it off, and the words after it. Without a call for any other word.
    pub(super) const fn last_said(mut self, name: &str) -> Option<(Word, Self)> {
        let mut found = None;
        while let [letter, a, b, c, rest @ ..] = self.index {
            let length = (*a as usize) << 16 | (*b as usize) << 8 | *c as usize;
            let is_long_enough = match *letter {
                FIELD => length > name.len() + 1,
                OFF => length == name.len(),
                _ => false,
            };
            if is_long_enough && is_at(self.text, self.at, name) {
                let mut after = self;
                if let Some(word) = after.next() {
                    if matches!(word.kind, Kind::Off) || word.is_field(name) {
                        found = Some((word, after));
                    }
                }
            }
            self.at += length + 1;
            self.index = rest;
        }
        found
    }

    /// What follows the first word of this kind that says this. Without a call for any other word.
    pub(super) const fn after(mut self, kind: Kind, wanted: &str) -> Option<Self> {
        let kind = kind as u8;
        while let [letter, a, b, c, rest @ ..] = self.index {
            let (letter, at) = (*letter, self.at);
            let length = (*a as usize) << 16 | (*b as usize) << 8 | *c as usize;
            self.at += length + 1;
            self.index = rest;
            if letter == kind && length == wanted.len() && is_at(self.text, at, wanted) {
                return Some(self);
            }
        }
        None
    }

    /// What was not read.
    pub(super) const fn rest(&self) -> (&'static str, &'static [u8]) {
        let length = self.text.len().saturating_sub(self.at);
        (part(self.text, self.at, length), self.index)
    }

    /// Reads the next word if it is one of a directive's value.
    pub const fn next_value(&mut self) -> Option<Word> {
        match self.index {
            [letter, ..] if *letter >= FIRST_VALUE => self.next(),
            _ => None,
        }
    }
}

impl Word {
    /// Where it begins in the text.
    pub(super) const fn at(self) -> usize {
        self.at
    }

    /// What it says, without a look at whether it is text, which const code spends more on than on all else.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        if let Some((_, from)) = self.text.as_bytes().split_at_checked(self.at) {
            if let Some((word, _)) = from.split_at_checked(self.length) {
                return word;
            }
        }
        &[]
    }

    /// What it says.
    #[must_use]
    pub const fn text(self) -> &'static str {
        part(self.text, self.at, self.length)
    }

    /// Whether it says this.
    #[must_use]
    pub const fn is(self, wanted: &str) -> bool {
        self.length == wanted.len() && is_at(self.text, self.at, wanted)
    }

    /// Whether it says one of these.
    #[must_use]
    pub const fn is_among(self, mut wanted: &[&str]) -> bool {
        while let [one, rest @ ..] = wanted {
            if self.is(one) {
                return true;
            }
            wanted = rest;
        }
        false
    }

    /// Of a field that is set, whether it has this name.
    #[must_use]
    pub const fn is_field(self, name: &str) -> bool {
        self.length > name.len() + 1
            && is_at(self.text, self.at, name)
            && is_at(self.text, self.at + name.len(), ": ")
    }

    /// Of a field that is set and has this name, whether its value begins like this.
    #[must_use]
    pub const fn has_value_like(self, name: &str, begins: &str) -> bool {
        is_at(self.text, self.at + name.len() + ": ".len(), begins)
    }

    /// What follows its first bytes.
    #[must_use]
    pub const fn after(self, length: usize) -> &'static str {
        part(
            self.text,
            self.at + length,
            self.length.saturating_sub(length),
        )
    }

    /// Of a field that is set, its name.
    #[must_use]
    pub const fn field_name(self) -> &'static str {
        let mut length = 0;
        while length < self.length && !is_at(self.text, self.at + length, ":") {
            length += 1;
        }
        part(self.text, self.at, length)
    }
}
