//! What generated code writes down of a policy's fields: words one after the other, and an index of them.
//!
//! A policy costs its user's compiler what is written here and nothing else. A text and a string of bytes are two literals,
//! whatever they hold; const code finds a word by adding lengths up, where it would spend microseconds on every byte of a
//! text; and what a response gets is put together at the first one, in [`derive`](crate::derive).

use crate::field::Parts;

/// The fields of a policy, or what differs from those of its base.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// The policy that this one is derived from.
    pub(crate) base: Option<&'static Self>,
    /// Every word, and one byte behind each that only makes it readable.
    pub(crate) text: &'static str,
    /// For each word its [`kind`], and its length in three bytes, the greatest first.
    pub(crate) index: &'static [u8],
    /// Whether this stands for a policy that was refused: nothing more is to be said of what is derived from it.
    pub(crate) refused: bool,
}

/// What a derived policy takes over.
#[derive(Clone, Copy, Debug)]
pub struct Base {
    /// Its fields.
    pub written: Written,
    /// What else it decides.
    pub parts: &'static Parts,
}

impl Base {
    /// Nothing.
    pub const EMPTY: Self = Self {
        written: Written::EMPTY,
        parts: Parts::NONE,
    };
}

/// What a word is. Every kind means a change of what the words before it gave; a policy without a base changes nothing into
/// itself.
///
/// The macros write the same letters.
pub(crate) mod kind {
    /// A field that is set: `name: value`.
    pub(crate) const FIELD: u8 = b'f';
    /// The same, sent over https alone.
    pub(crate) const HTTPS_FIELD: u8 = b's';
    /// The name of a field that is not sent.
    pub(crate) const OFF: u8 = b'o';

    /// The name of the field of the enforced policy. Its directives follow.
    pub(crate) const ENFORCE: u8 = b'E';
    /// The name of the field of the policy that only reports. Its directives follow.
    pub(crate) const REPORT: u8 = b'R';
    /// The same, where it is the enforced policy from now on, which is enforced no more.
    pub(crate) const MOVE: u8 = b'M';

    /// The name of a directive that has the words which follow.
    pub(crate) const SET: u8 = b'=';
    /// The same, if it is not there.
    pub(crate) const SET_IF_ABSENT: u8 = b'?';
    /// The name of a directive that gets the words which follow.
    pub(crate) const APPEND: u8 = b'+';
    /// The name of a directive that loses the words which follow.
    pub(crate) const REMOVE: u8 = b'-';
    /// The name of a directive that goes.
    pub(crate) const DROP: u8 = b'!';

    /// A word of a directive's value.
    pub(crate) const WORD: u8 = b'w';
    /// A word that a browser ignores beside a nonce.
    pub(crate) const VOID: u8 = b'v';
    /// The source expression that a nonce is written into: `'nonce-'`.
    pub(crate) const NONCE: u8 = b'n';

    /// Whether it is a word of a directive's value.
    pub(crate) const fn is_value(kind: u8) -> bool {
        matches!(kind, WORD | VOID | NONCE)
    }
}

impl Written {
    /// Nothing.
    pub(crate) const EMPTY: Self = Self::whole("", &[]);

    /// What stands for a policy that was refused.
    pub const REFUSED: Self = Self {
        refused: true,
        ..Self::EMPTY
    };

    /// A policy by itself.
    #[must_use]
    pub const fn whole(text: &'static str, index: &'static [u8]) -> Self {
        Self {
            base: None,
            text,
            index,
            refused: false,
        }
    }

    /// A policy that differs from another one.
    #[must_use]
    pub const fn derived(base: &'static Self, text: &'static str, index: &'static [u8]) -> Self {
        Self {
            base: Some(base),
            text,
            index,
            refused: base.refused,
        }
    }

    /// Whether this stands for a policy that was refused.
    #[must_use]
    pub const fn is_refused(&self) -> bool {
        self.refused
    }

    /// The words with their kinds, without those of the base.
    pub(crate) fn words(&self) -> impl Iterator<Item = (u8, &'static str)> {
        let (text, mut index, mut at) = (self.text, self.index, 0);
        std::iter::from_fn(move || {
            let (kind, length, rest) = first(index)?;
            let word = word(text, at, length);
            at += length + 1;
            index = rest;
            Some((kind, word))
        })
    }
}

/// The kind and the length of the first word of an index, and the index of the others.
pub(crate) const fn first(index: &[u8]) -> Option<(u8, usize, &[u8])> {
    let [kind, a, b, c, rest @ ..] = index else {
        return None;
    };
    let length = (*a as usize) << 16 | (*b as usize) << 8 | *c as usize;
    Some((*kind, length, rest))
}

/// The word of this length that begins at `at`.
pub(crate) const fn word(text: &str, at: usize, length: usize) -> &str {
    // A `str` cannot be split by const code on Rust 1.85.
    if let Some((_, from)) = text.as_bytes().split_at_checked(at) {
        if let Some((word, _)) = from.split_at_checked(length) {
            if let Ok(word) = std::str::from_utf8(word) {
                return word;
            }
        }
    }
    ""
}
