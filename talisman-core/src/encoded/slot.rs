//! Slots for origins: openings of a constant that the deployment or a request fills.

use super::kind::{DirectiveField, Kind};
use super::search::has_word;
use super::{Cursor, Encoded};
use crate::text::{part, same};

/// What a slot takes.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[repr(u8)]
pub enum SlotType {
    /// One origin.
    Origin = b'o',
    /// Any number of origins.
    Origins = b's',
    /// Any number of origins, among them such as `https://*.example.com`.
    WildcardOrigins = b'w',
}

impl SlotType {
    /// Every type.
    pub const ALL: &'static [Self] = &[Self::Origin, Self::Origins, Self::WildcardOrigins];

    /// The word that a policy has for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::Origins => "origins",
            Self::WildcardOrigins => "wildcard-origins",
        }
    }

    /// The type of this word.
    #[must_use]
    pub const fn of(word: &str) -> Option<Self> {
        let mut all = Self::ALL;
        while let [slot_type, rest @ ..] = all {
            if same(slot_type.as_str(), word) {
                return Some(*slot_type);
            }
            all = rest;
        }
        None
    }
}

/// The name and the type of a slot that is encoded as `{name:type}`.
#[must_use]
pub const fn name_and_type(word: &str) -> Option<(&str, SlotType)> {
    let mut colon = 0;
    let mut bytes = word.as_bytes();
    while let [byte, rest @ ..] = bytes {
        if *byte == b':' {
            // One byte for each brace, and one for the colon.
            let rest_length = rest.len();
            if colon == 0 || rest_length == 0 {
                return None;
            }
            return match SlotType::of(part(word, colon + 1, rest_length - 1)) {
                Some(slot_type) => Some((part(word, 1, colon - 1), slot_type)),
                None => None,
            };
        }
        (colon, bytes) = (colon + 1, rest);
    }
    None
}

/// The type of the slot of this name, if either CSP that is sent has it.
#[must_use]
pub const fn slot_type(encoded: &Encoded, name: &str) -> Option<SlotType> {
    let mut walk = Walk::of(encoded);
    while let Some(slot) = walk.next() {
        if let Some((other, slot_type)) = name_and_type(slot) {
            if same(other, name) {
                return Some(slot_type);
            }
        }
    }
    None
}

/// The name of the first slot of what is sent that is not among these.
#[must_use]
pub const fn slot_besides(encoded: &Encoded, names: &[&str]) -> Option<&'static str> {
    let mut walk = Walk::of(encoded);
    while let Some(slot) = walk.next() {
        if let Some((name, _)) = name_and_type(slot) {
            if !crate::text::is_among(name, names) {
                return Some(name);
            }
        }
    }
    None
}

/// Whether what is sent has a slot of this name and of another type.
#[must_use]
pub const fn has_slot_of_other_type(encoded: &Encoded, name: &str, slot_type: SlotType) -> bool {
    let mut walk = Walk::of(encoded);
    while let Some(slot) = walk.next() {
        if let Some((other, other_type)) = name_and_type(slot) {
            if same(other, name) && other_type as u8 != slot_type as u8 {
                return true;
            }
        }
    }
    false
}

/// Whether two slots of what is sent have one name and different types.
#[must_use]
pub const fn slots_disagree(encoded: &Encoded) -> bool {
    let mut walk = Walk::of(encoded);
    while let Some(slot) = walk.next() {
        if let Some((name, slot_type)) = name_and_type(slot) {
            if has_slot_of_other_type(encoded, name, slot_type) {
                return true;
            }
        }
    }
    false
}

/// A walk over the slots of what is sent, as encoded words. One may come several times.
struct Walk<'a> {
    whole: &'a Encoded,
    level: &'a Encoded,
    words: Cursor,
    directive: &'static str,
}

impl<'a> Walk<'a> {
    const fn of(encoded: &'a Encoded) -> Self {
        Self {
            whole: encoded,
            level: encoded,
            words: encoded.words(),
            directive: "",
        }
    }

    const fn next(&mut self) -> Option<&'static str> {
        loop {
            while let Some(word) = self.words.next() {
                if !word.kind.is_value() {
                    self.directive = word.text();
                } else if word.kind.is_origin_slot() && self.sends(word.text()) {
                    return Some(word.text());
                }
            }
            match self.level.base {
                Some(base) => (self.level, self.words) = (base, base.words()),
                None => return None,
            }
        }
    }

    const fn sends(&self, slot: &str) -> bool {
        let (whole, directive) = (self.whole, self.directive);
        has_word(whole, DirectiveField::Enforced, directive, slot, Some(true))
            || has_word(
                whole,
                DirectiveField::ReportOnly,
                directive,
                slot,
                Some(true),
            )
    }
}

/// What `'none'` adds to the length of a field where a directive has slots and nothing else.
pub(super) const fn length_of_nones(encoded: &Encoded, field: DirectiveField) -> usize {
    let mut total = 0;
    let mut level = Some((encoded, 0));
    while let Some((part, depth)) = level {
        let mut words = part.words();
        let (mut directive, mut at) = ("", 0);
        while let Some(word) = words.next() {
            if !word.kind.is_value() {
                directive = word.text();
            } else if word.kind.is_origin_slot() {
                // A directive counts where its first slot is.
                let is_first = match first_slot(encoded, field, directive) {
                    Some((first_depth, first_at)) => first_depth == depth && first_at == at,
                    None => false,
                };
                if is_first && super::length::has_slots_alone(encoded, field, directive) {
                    total += " 'none'".len();
                }
            }
            at += 1;
        }
        level = match part.base {
            Some(base) => Some((base, depth + 1)),
            None => None,
        };
    }
    total
}

/// At which base, and as which word, the first slot of a directive is written that is sent.
const fn first_slot(
    encoded: &Encoded,
    field: DirectiveField,
    wanted: &str,
) -> Option<(usize, usize)> {
    let mut level = Some((encoded, 0));
    while let Some((part, depth)) = level {
        let mut words = part.words();
        let (mut here, mut at) = (false, 0);
        while let Some(word) = words.next() {
            if !word.kind.is_value() {
                here = word.is(wanted);
            } else if here
                && word.kind.is_origin_slot()
                && has_word(encoded, field, wanted, word.text(), Some(true))
            {
                return Some((depth, at));
            }
            at += 1;
        }
        level = match part.base {
            Some(base) => Some((base, depth + 1)),
            None => None,
        };
    }
    None
}

impl Kind {
    /// Whether it is a slot that an origin fills.
    #[must_use]
    pub const fn is_origin_slot(self) -> bool {
        matches!(self, Self::Slot | Self::CutSlot)
    }

    /// Whether it is an opening: the place of a nonce or of an origin.
    #[must_use]
    pub const fn is_opening(self) -> bool {
        matches!(self, Self::Nonce) || self.is_origin_slot()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_taken_apart_at_its_colon() {
        for slot_type in SlotType::ALL {
            let word = format!("{{shop:{}}}", slot_type.as_str());
            assert_eq!(name_and_type(&word), Some(("shop", *slot_type)));
        }
        for word in ["", ":", "{:", "{shop}", "{shop:}", "{shop:url}", "'nonce-'"] {
            assert_eq!(name_and_type(word), None, "{word}");
        }
    }
}
