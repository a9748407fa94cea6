//! A directive of what a policy sends, found once and asked several times.

use super::kind::{DirectiveField, FIRST_FIELD, FIRST_VALUE};
use super::search::has_word;
use super::{Cursor, Encoded, Word};
use crate::nonce;
use crate::text::{is_at, same};

/// A directive of a field, as a policy and its bases send it.
#[derive(Clone, Copy, Debug)]
pub struct SentDirective<'a> {
    encoded: &'a Encoded,
    field: DirectiveField,
    name: &'a str,
    is_sent: bool,
    /// Its value, where one policy alone says it.
    value: Option<Cursor>,
}

impl<'a> SentDirective<'a> {
    /// The directive of this name.
    #[must_use]
    pub const fn of(encoded: &'a Encoded, field: DirectiveField, name: &'a str) -> Self {
        // Where nothing changes anything the directive is read once, and every question after it starts at its value.
        let value = if encoded.changes {
            None
        } else {
            value_of(encoded, field, name)
        };
        Self {
            encoded,
            field,
            name,
            is_sent: value.is_some() || encoded.changes && has_word(encoded, field, name, "", None),
            value,
        }
    }

    /// Whether the policy sends it.
    #[must_use]
    pub const fn is_sent(&self) -> bool {
        self.is_sent
    }

    /// Whether it has a word.
    #[must_use]
    pub const fn has(&self, word: &str) -> bool {
        self.has_word(word, None)
    }

    /// Whether it has each of these words.
    #[must_use]
    pub const fn has_all(&self, mut words: &[&str]) -> bool {
        while let [word, rest @ ..] = words {
            if !self.has(word) {
                return false;
            }
            words = rest;
        }
        true
    }

    /// Whether it has a word that is none of these. The slot of a nonce and an unchecked word that is spelled like one are two.
    #[must_use]
    pub const fn has_others(&self, known: &[&str]) -> bool {
        let mut words = self.words();
        while let Some(word) = words.next() {
            if !word.is_among(known) {
                return true;
            }
        }
        count(nonce::SOURCE, known) == 1
            && self.has_word(nonce::SOURCE, Some(true))
            && self.has_word(nonce::SOURCE, Some(false))
    }

    /// Its words. Where several policies have one, it may come several times; those of the policy that is nearest come first.
    #[must_use]
    pub const fn words(&self) -> SentWords<'a> {
        SentWords {
            directive: *self,
            level: match self.value {
                Some(_) => None,
                None => self.encoded.base,
            },
            words: match self.value {
                Some(value) => value,
                None => self.encoded.words(),
            },
            here: self.value.is_some(),
        }
    }

    const fn has_word(&self, word: &str, is_opening: Option<bool>) -> bool {
        match self.value {
            Some(value) => value.value_has(word, is_opening),
            None => self.is_sent && has_word(self.encoded, self.field, self.name, word, is_opening),
        }
    }
}

/// A walk over the words of a directive that are sent.
#[derive(Clone, Copy, Debug)]
pub struct SentWords<'a> {
    directive: SentDirective<'a>,
    /// The policy whose words come after these.
    level: Option<&'a Encoded>,
    words: Cursor,
    /// Whether the words are of a directive of this name.
    here: bool,
}

impl SentWords<'_> {
    /// The next word that is sent.
    #[allow(clippy::should_implement_trait, reason = "const code needs it")]
    pub const fn next(&mut self) -> Option<Word> {
        if self.directive.value.is_some() {
            return self.words.next_value();
        }
        if !self.directive.is_sent {
            return None;
        }
        loop {
            while let Some(word) = self.words.next() {
                if !word.kind.is_value() {
                    self.here = word.is(self.directive.name);
                } else if self.here {
                    let is_opening = Some(word.kind.is_opening());
                    // A word of a base may be removed by a policy that is derived from it, or its whole directive replaced.
                    if self.directive.has_word(word.text(), is_opening) {
                        return Some(word);
                    }
                }
            }
            let Some(base) = self.level else {
                return None;
            };
            (self.level, self.words, self.here) = (base.base, base.words(), false);
        }
    }
}

/// The value of a directive of a policy that changes nothing: a cursor whose next words it is. `None` if the directive is not
/// there.
///
/// The compiler interprets this for every check of a derived policy, where a call costs as much as twenty steps. So it reads the
/// index itself, and calls nothing for a word that is passed over.
pub(super) const fn value_of(
    encoded: &Encoded,
    field: DirectiveField,
    directive: &str,
) -> Option<Cursor> {
    let begin = field.kind() as u8;
    let (mut here, mut index, mut next) = (false, encoded.index, 0);
    while let [letter, a, b, c, rest @ ..] = index {
        let (letter, at) = (*letter, next);
        let length = (*a as usize) << 16 | (*b as usize) << 8 | *c as usize;
        (index, next) = (rest, at + length + 1);
        if letter >= FIRST_VALUE {
            continue;
        }
        if letter >= FIRST_FIELD {
            here = letter == begin;
        } else if here && length == directive.len() && is_at(encoded.text, at, directive) {
            return Some(Cursor::at(encoded.text, index, next));
        }
    }
    None
}

/// How many of the words are this one.
const fn count(wanted: &str, mut words: &[&str]) -> usize {
    let mut count = 0;
    while let [word, rest @ ..] = words {
        if same(word, wanted) {
            count += 1;
        }
        words = rest;
    }
    count
}
