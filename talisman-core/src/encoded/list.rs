//! The words of one directive, for const code.

use super::Encoded;
use super::cursor::Word;
use super::kind::{DirectiveField, Kind};
use super::search::{is_field, moved, sets};

/// The words of a directive; there are at most as many as a policy has with those of its bases.
#[derive(Clone, Copy)]
pub(super) struct List<const WORDS: usize> {
    pub(super) words: [(Kind, Word); WORDS],
    pub(super) length: usize,
    /// Whether the directive is there.
    pub(super) is_there: bool,
}

impl<const WORDS: usize> List<WORDS> {
    const EMPTY: Self = Self {
        words: [(Kind::Word, Word::EMPTY); WORDS],
        length: 0,
        is_there: false,
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
        let mut from = from;
        let mut list = Self::of_base(encoded, from, directive);
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
                        match operator {
                            Kind::Remove => list.remove(word),
                            Kind::Append if list.has(word.kind, word) => {}
                            _ => list.push(word.kind, word),
                        }
                    }
                }
                _ => {}
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

    pub(super) const fn push(&mut self, kind: Kind, word: Word) {
        // A change of what is not there was refused.
        if self.is_there {
            self.words[self.length] = (kind, word);
            self.length += 1;
        }
    }

    /// Whether it has a word. An opening is like no other word.
    pub(super) const fn has(&self, kind: Kind, wanted: Word) -> bool {
        self.find(kind, wanted) < self.length
    }

    const fn find(&self, kind: Kind, wanted: Word) -> usize {
        let mut at = 0;
        while at < self.length {
            let (own, word) = self.words[at];
            if word.says(wanted) && own.is_opening() == kind.is_opening() {
                break;
            }
            at += 1;
        }
        at
    }

    const fn remove(&mut self, word: Word) {
        loop {
            let mut at = self.find(word.kind, word);
            if at == self.length {
                return;
            }
            while at + 1 < self.length {
                self.words[at] = self.words[at + 1];
                at += 1;
            }
            self.length -= 1;
        }
    }

    pub(super) const fn has_kind(&self, wanted: Kind) -> bool {
        let mut at = 0;
        while at < self.length {
            if self.words[at].0 as u8 == wanted as u8 {
                return true;
            }
            at += 1;
        }
        false
    }

    /// The word of a list that is empty.
    pub(super) const fn none(&self) -> Option<Word> {
        let mut at = 0;
        while at < self.length {
            let (kind, word) = self.words[at];
            if matches!(kind, Kind::Word) && word.is("'none'") {
                return Some(word);
            }
            at += 1;
        }
        None
    }

    /// Whether a word of this kind would open something beside the others, and close nothing.
    pub(super) const fn opens(&self, kind: Kind) -> bool {
        match kind {
            Kind::Cut => !self.has_kind(Kind::Dynamic),
            Kind::Hash | Kind::Nonce => {
                !self.has_kind(Kind::Void)
                    || self.has_kind(Kind::Nonce)
                    || self.has_kind(Kind::StaticNonce)
                    || self.has_kind(Kind::Hash)
                    || self.has_kind(Kind::Dynamic)
            }
            _ => true,
        }
    }

    /// The same words as a directive has them that takes the place of this one, and `fallback` is which words it takes over.
    pub(super) const fn copied(&self, fallback: Kind) -> Self {
        let mut copy = Self::EMPTY;
        copy.is_there = true;
        let mut at = 0;
        while at < self.length {
            let (kind, word) = self.words[at];
            let is_none = matches!(kind, Kind::Word) && word.is("'none'");
            let kind = match (kind, fallback) {
                (Kind::Word, Kind::ScriptFallback) if !is_none => Some(Kind::Cut),
                (Kind::Slot | Kind::CutSlot, Kind::ScriptFallback) => Some(Kind::CutSlot),
                (Kind::Slot | Kind::CutSlot, _) => Some(Kind::Slot),
                (Kind::Cut, Kind::ScriptFallback) => Some(Kind::Cut),
                (Kind::Word | Kind::Cut, _) => Some(Kind::Word),
                (Kind::Unchecked, _) => Some(Kind::Unchecked),
                (_, Kind::Fallback) => None,
                (kind, _) => Some(kind),
            };
            if let Some(kind) = kind {
                copy.push(kind, word);
            }
            at += 1;
        }
        copy
    }
}
