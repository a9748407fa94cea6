//! The words of one directive, for const code.
//!
//! A word is a number here and no [`Word`], which has a pointer: const code spends more on copying pointers than on all else.

use super::Encoded;
use super::cursor::Word;
use super::kind::{DirectiveField, Kind};
use super::search::{is_field, moved, sets};
use super::sent_directive::value_of;

/// The words of a directive; there are at most as many as a policy has with those of its bases.
#[derive(Clone, Copy)]
pub(super) struct List<const WORDS: usize> {
    words: [u64; WORDS],
    pub(super) length: usize,
    /// Whether the directive is there.
    pub(super) is_there: bool,
    /// A set of the kinds, a bit for each letter from `@` on.
    kinds: u64,
    /// Where the word of an empty list is, from 1 on; 0 if it is not there.
    none: usize,
}

/// The level of a fragment, above every policy.
const OF_FRAGMENT: u64 = 0xff;

const fn bit(kind: Kind) -> u64 {
    1 << (kind as u8 & 63)
}

/// A word as a number: where it begins, its length, its level and its kind.
const fn packed(kind: Kind, word: Word, level: u64) -> u64 {
    // 24 bits are left for the place, as many as the index has for a length.
    (word.at() as u64) << 40 | (word.length as u64) << 16 | level << 8 | kind as u64
}

impl<const WORDS: usize> List<WORDS> {
    const EMPTY: Self = Self {
        words: [0; WORDS],
        length: 0,
        is_there: false,
        kinds: 0,
        none: 0,
    };

    /// Those of a field's directive. Every word of a policy changes what the words before it gave, as in [`has`](super::has).
    pub(super) const fn of(
        encoded: &Encoded,
        from: Option<DirectiveField>,
        directive: &str,
    ) -> Self {
        let Some(field) = from else {
            return Self::EMPTY;
        };
        if !encoded.changes {
            return Self::of_whole(encoded, field, directive);
        }
        let mut from = from;
        let mut list = Self::of_base(encoded, from, directive);
        let level = encoded.depth() as u64;
        assert!(
            level < OF_FRAGMENT,
            "a policy with 255 bases, one below the other, includes no fragment"
        );
        let mut here = false;
        let mut words = encoded.words();
        while let Some(word) = words.next_name() {
            match word.kind {
                Kind::Move => {
                    here = matches!(field, DirectiveField::ReportOnly);
                    from = moved(field);
                    list = Self::of_base(encoded, from, directive);
                }
                Kind::Enforced | Kind::ReportOnly | Kind::Hsts => {
                    here = is_field(field, word.kind);
                }
                Kind::Off if word.is(field.field_name()) => (from, list) = (None, Self::EMPTY),
                operator if here && word.length == directive.len() && word.is(directive) => {
                    match operator {
                        Kind::Append | Kind::Remove => {}
                        Kind::Drop => {
                            list = Self::EMPTY;
                            continue;
                        }
                        operator if operator.is_operator() && sets(encoded, from, operator) => {
                            list = Self::EMPTY;
                            list.is_there = true;
                        }
                        _ => continue,
                    }
                    while let Some(word) = words.next_value() {
                        let number = packed(word.kind, word, level);
                        match operator {
                            Kind::Remove => list.remove(number, encoded, encoded),
                            Kind::Append if list.has(number, encoded, encoded) => {}
                            _ => list.push(number, word),
                        }
                    }
                }
                _ => {}
            }
        }
        list
    }

    /// Those of a policy that changes nothing, which is what an include mostly finds.
    const fn of_whole(encoded: &Encoded, field: DirectiveField, directive: &str) -> Self {
        let mut list = Self::EMPTY;
        if let Some(mut words) = value_of(encoded, field, directive) {
            list.is_there = true;
            while let Some(word) = words.next_value() {
                list.push(packed(word.kind, word, 0), word);
            }
        }
        list
    }

    const fn of_base(encoded: &Encoded, from: Option<DirectiveField>, directive: &str) -> Self {
        match encoded.base {
            Some(base) => Self::of(base, from, directive),
            None => Self::EMPTY,
        }
    }

    const fn push(&mut self, number: u64, word: Word) {
        // A change of what is not there was refused.
        if self.is_there {
            self.words[self.length] = number;
            self.length += 1;
            self.kinds |= bit(word.kind);
            if matches!(word.kind, Kind::Word) && word.is("'none'") {
                self.none = self.length;
            }
        }
    }

    /// Adds a word of a fragment, unless it is there, is cut off or would close something.
    pub(super) const fn add(&mut self, word: Word, policy: &Encoded, fragment: &Encoded) -> Added {
        let number = packed(word.kind, word, OF_FRAGMENT);
        if self.has(number, policy, fragment) {
            return Added::Before;
        }
        if !self.opens(word.kind) {
            return Added::Not;
        }
        self.push(number, word);
        Added::Now
    }

    /// Whether it has a word. An opening is like no other word.
    const fn has(&self, wanted: u64, policy: &Encoded, fragment: &Encoded) -> bool {
        self.find(wanted, policy, fragment) < self.length
    }

    const fn find(&self, wanted: u64, policy: &Encoded, fragment: &Encoded) -> usize {
        let mut at = 0;
        while at < self.length {
            let own = self.words[at];
            // No call for a word of another length.
            if (own ^ wanted) & LENGTH == 0
                && is_opening(own) == is_opening(wanted)
                && crate::text::starts_with(
                    bytes(own, policy, fragment),
                    bytes(wanted, policy, fragment),
                )
            {
                break;
            }
            at += 1;
        }
        at
    }

    const fn remove(&mut self, number: u64, policy: &Encoded, fragment: &Encoded) {
        loop {
            let mut at = self.find(number, policy, fragment);
            if at == self.length {
                return;
            }
            if self.none == at + 1 {
                self.none = 0;
            } else if self.none > at {
                self.none -= 1;
            }
            while at + 1 < self.length {
                self.words[at] = self.words[at + 1];
                at += 1;
            }
            self.length -= 1;
            self.count_kinds();
        }
    }

    const fn count_kinds(&mut self) {
        let (mut at, mut kinds) = (0, 0);
        while at < self.length {
            kinds |= 1 << (self.words[at] & 63);
            at += 1;
        }
        self.kinds = kinds;
    }

    pub(super) const fn has_kind(&self, wanted: Kind) -> bool {
        self.kinds & bit(wanted) != 0
    }

    /// Where the word of a list that is empty is, if it is there.
    pub(super) const fn none(&self) -> Option<usize> {
        self.none.checked_sub(1)
    }

    /// A word's kind, and what it says.
    pub(super) const fn word(
        &self,
        at: usize,
        policy: &Encoded,
        fragment: &Encoded,
    ) -> (u8, &'static [u8]) {
        let number = self.words[at];
        ((number & 0xff) as u8, bytes(number, policy, fragment))
    }

    /// Whether a word of this kind would open something beside the others, and close nothing.
    const fn opens(&self, kind: Kind) -> bool {
        const VOUCHES: u64 =
            bit(Kind::Nonce) | bit(Kind::StaticNonce) | bit(Kind::Hash) | bit(Kind::Dynamic);
        match kind {
            Kind::Cut => !self.has_kind(Kind::Dynamic),
            Kind::Hash | Kind::Nonce => !self.has_kind(Kind::Void) || self.kinds & VOUCHES != 0,
            _ => true,
        }
    }

    /// The same words as a directive has them that takes the place of this one, and `fallback` is which words it takes over.
    pub(super) const fn copied(mut self, fallback: Kind) -> Self {
        let (mut at, mut to, none) = (0, 0, self.none);
        self.none = 0;
        while at < self.length {
            let number = self.words[at];
            at += 1;
            let is_none = at == none;
            let kind = match Kind::of((number & 0xff) as u8) {
                Some(kind) => kind_of_copy(kind, fallback, is_none),
                None => None,
            };
            if let Some(kind) = kind {
                self.words[to] = number & !0xff | kind as u64;
                to += 1;
                if is_none {
                    self.none = to;
                }
            }
        }
        self.length = to;
        self.count_kinds();
        self
    }
}

/// What came of a word.
pub(super) enum Added {
    Now,
    Before,
    Not,
}

/// What a word of a fallback is in the directive that takes its place, if it is taken over.
const fn kind_of_copy(kind: Kind, fallback: Kind, is_none: bool) -> Option<Kind> {
    Some(match (kind, fallback) {
        (Kind::Word, Kind::ScriptFallback) if !is_none => Kind::Cut,
        (Kind::Slot | Kind::CutSlot, Kind::ScriptFallback) => Kind::CutSlot,
        (Kind::Slot | Kind::CutSlot, _) => Kind::Slot,
        (Kind::Cut, Kind::ScriptFallback) => Kind::Cut,
        (Kind::Word | Kind::Cut, _) => Kind::Word,
        (Kind::Unchecked, _) => Kind::Unchecked,
        (_, Kind::Fallback) => return None,
        (kind, _) => kind,
    })
}

const fn is_opening(number: u64) -> bool {
    const OPENINGS: u64 = bit(Kind::Nonce) | bit(Kind::Slot) | bit(Kind::CutSlot);
    OPENINGS >> (number & 63) & 1 != 0
}

/// The bits of a word's length.
const LENGTH: u64 = 0x00ff_ffff << 16;

const fn length(number: u64) -> usize {
    ((number & LENGTH) >> 16) as usize
}

/// What a word says.
const fn bytes(number: u64, policy: &Encoded, fragment: &Encoded) -> &'static [u8] {
    let (level, at) = (number >> 8 & 0xff, (number >> 40) as usize);
    let length = length(number);
    let mut text = fragment.text;
    if level != OF_FRAGMENT {
        let mut encoded = *policy;
        let mut depth = policy.depth() as u64;
        while depth > level {
            if let Some(base) = encoded.base {
                encoded = *base;
            }
            depth -= 1;
        }
        text = encoded.text;
    }
    if let Some((_, from)) = text.as_bytes().split_at_checked(at) {
        if let Some((word, _)) = from.split_at_checked(length) {
            return word;
        }
    }
    &[]
}
