//! The form in which generated code holds the fields of a policy: words one after the other, and an index of them.
//!
//! A policy costs its user's compiler what is in here and nothing else. A text and a string of bytes are two literals, whatever
//! they hold; const code finds a word by adding lengths up, where it would spend microseconds on every byte of a text; and
//! what a response gets is put together at run time, before the first one.

mod cursor;
mod directive;
mod encoder;
mod include;
mod joined;
mod kind;
mod length;
mod list;
mod notes;
mod search;
mod sent_directive;
mod slot;
mod steps;
mod value;

pub use cursor::{Cursor, Word};
pub use directive::{Directive, Opening, Template, serialize, template, words_in};
pub use encoder::Encoder;
pub use include::{Included, Inclusion, Room, flat, flat_room, include, room};
pub use joined::{Joined, Piece, index_length, text_length};
pub use kind::{DirectiveField, Kind, Trait};
pub use length::{field_length, fits};
pub use notes::{
    declares, declares_any, declares_group, field_begins, has_trait, loses_endpoint,
    names_undeclared,
};
pub use search::{has, has_nonce, is_unchanged_since, sends, sends_field};
pub use sent_directive::{SentDirective, SentWords};
pub use slot::{
    SlotType, has_slot_of_other_type, name_and_type, slot_besides, slot_type, slots_disagree,
};
pub use value::{value, value_length, word_count};

/// The fields of a policy, or what differs from those of its base.
#[derive(Clone, Copy, Debug)]
pub struct Encoded {
    /// The policy that this one is derived from.
    pub base: Option<&'static Self>,
    /// Every word, and one byte after each that only makes it readable.
    text: &'static str,
    /// For each word its [`Kind`], and its length in three bytes, the greatest first.
    index: &'static [u8],
    /// Whether a word can change what the words of the base, or those before it, gave.
    changes: bool,
    /// Whether this is in the place of a policy that was refused: nothing more must be said of what is derived from it.
    refused: bool,
}

impl Encoded {
    /// Nothing.
    pub const EMPTY: Self = Self::whole("", &[]);

    /// What takes the place of a policy that was refused.
    pub const REFUSED: Self = Self {
        refused: true,
        ..Self::EMPTY
    };

    /// A policy by itself, which says each directive once.
    #[must_use]
    pub const fn whole(text: &'static str, index: &'static [u8]) -> Self {
        Self {
            base: None,
            text,
            index,
            changes: false,
            refused: false,
        }
    }

    /// A policy by itself, put together from several: its words may change what those before them gave.
    #[must_use]
    pub const fn joined(text: &'static str, index: &'static [u8]) -> Self {
        Self {
            changes: true,
            ..Self::whole(text, index)
        }
    }

    /// A policy that differs from another one.
    #[must_use]
    pub const fn derived(base: &'static Self, text: &'static str, index: &'static [u8]) -> Self {
        Self {
            base: Some(base),
            text,
            index,
            changes: true,
            refused: base.refused,
        }
    }

    /// The same changes of the base, with other words.
    #[must_use]
    pub const fn with_words(self, text: &'static str, index: &'static [u8]) -> Self {
        Self {
            text,
            index,
            ..self
        }
    }

    /// How many bases it has, one below the other.
    #[must_use]
    pub const fn depth(&self) -> usize {
        match self.base {
            Some(base) => base.depth() + 1,
            None => 0,
        }
    }

    /// Whether this is in the place of a policy that was refused.
    #[must_use]
    pub const fn is_refused(&self) -> bool {
        self.refused
    }

    /// The words, without those of the base.
    #[must_use]
    pub const fn words(&self) -> Cursor {
        Cursor::new(self.text, self.index)
    }
}
