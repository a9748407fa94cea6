//! Questions about a policy that const code asks: neither iterators nor `==` for texts are at hand, and every step is
//! interpreted, so that it pays to compare lengths first.

use super::kind::{DirectiveField, Kind};
use super::length::directives;
use super::{Cursor, Encoded, Word};
use crate::nonce;
use crate::text::{is_among, same};

/// Whether a directive has a word; of the empty word, whether the directive is there.
#[must_use]
pub const fn has(encoded: &Encoded, field: DirectiveField, directive: &str, wanted: &str) -> bool {
    has_word(encoded, field, directive, wanted, None)
}

/// The same of a word that is, or is not, an opening: an unchecked word may be spelled like one.
pub(super) const fn has_word(
    encoded: &Encoded,
    field: DirectiveField,
    directive: &str,
    wanted: &str,
    is_slot: Option<bool>,
) -> bool {
    // Where the base's directives come from, whether this field is being read, and what is done to the directive.
    let mut from = Some(field);
    let mut found = base_has(encoded, from, directive, wanted, is_slot);
    let mut here = false;
    let mut words = encoded.words();
    while let Some(word) = words.next_name() {
        match word.kind {
            Kind::Move => {
                here = matches!(field, DirectiveField::ReportOnly);
                from = moved(field);
                found = base_has(encoded, from, directive, wanted, is_slot);
            }
            Kind::Enforced | Kind::ReportOnly | Kind::Hsts => {
                here = is_field(field, word.kind);
            }
            Kind::Off if word.is(field.field_name()) => (from, found) = (None, false),
            // The length first: a call costs more than all the rest of a step.
            operator if here && word.length == directive.len() && word.is(directive) => {
                let removes = match operator {
                    Kind::Drop => {
                        found = false;
                        continue;
                    }
                    Kind::Append => false,
                    Kind::Remove => true,
                    operator if operator.is_operator() && sets(encoded, from, operator) => {
                        found = wanted.is_empty();
                        false
                    }
                    _ => continue,
                };
                while let Some(word) = words.next_value() {
                    let is_wanted = match is_slot {
                        Some(is_slot) => is_slot == word.kind.is_opening(),
                        None => true,
                    };
                    if is_wanted && word.is(wanted) {
                        found = !removes;
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// The word that a field is encoded as, `name: value`, and the words after it; `None` if it is not sent, or encoded by directives.
pub(super) const fn sent_field(encoded: &Encoded, name: &str) -> Option<(Word, Cursor)> {
    let mut level = Some(encoded);
    while let Some(part) = level {
        let mut words = part.words();
        let (mut is_said, mut found) = (false, None);
        while let Some(word) = words.next() {
            match word.kind {
                Kind::Field if word.is_field(name) => {
                    (is_said, found) = (true, Some((word, words)));
                }
                Kind::Off if word.is(name) => (is_said, found) = (true, None),
                _ => {}
            }
        }
        if is_said {
            return found;
        }
        level = part.base;
    }
    None
}

/// Whether a field that is encoded by directives is sent.
#[must_use]
pub const fn sends(encoded: &Encoded, field: DirectiveField) -> bool {
    directives(encoded, field, None) > 0
}

/// Whether the policies that are derived from the one of this depth leave its field as it is.
#[must_use]
pub const fn is_unchanged_since(encoded: &Encoded, field: DirectiveField, depth: usize) -> bool {
    let mut level = encoded;
    while level.depth() > depth {
        let mut words = level.words();
        while let Some(word) = words.next_name() {
            match word.kind {
                Kind::Move => return false,
                Kind::Off if word.is(field.field_name()) => return false,
                kind if is_field(field, kind) => return false,
                _ => {}
            }
        }
        let Some(base) = level.base else { return true };
        level = base;
    }
    true
}

/// Whether the directives of this kind are those of a field.
pub(super) const fn is_field(field: DirectiveField, kind: Kind) -> bool {
    kind as u8 == field.kind() as u8
}

/// Where the base's directives come from once the enforced policy only reports.
pub(super) const fn moved(field: DirectiveField) -> Option<DirectiveField> {
    match field {
        DirectiveField::Enforced => None,
        DirectiveField::ReportOnly => Some(DirectiveField::Enforced),
        DirectiveField::Hsts => Some(DirectiveField::Hsts),
    }
}

/// Whether an operator that sets a directive does so on this base.
pub(super) const fn sets(encoded: &Encoded, from: Option<DirectiveField>, operator: Kind) -> bool {
    let is_sent = match (encoded.base, from) {
        (Some(base), Some(field)) => sends(base, field),
        _ => false,
    };
    match operator {
        Kind::SetIfSent => is_sent,
        Kind::SetIfUnsent => !is_sent,
        _ => true,
    }
}

/// What [`has`] says of the base.
pub(super) const fn base_has(
    encoded: &Encoded,
    from: Option<DirectiveField>,
    directive: &str,
    wanted: &str,
    is_slot: Option<bool>,
) -> bool {
    match (encoded.base, from) {
        (Some(base), Some(field)) => has_word(base, field, directive, wanted, is_slot),
        _ => false,
    }
}

/// Whether a directive of either CSP has the place of a nonce.
#[must_use]
pub const fn has_nonce(encoded: &Encoded) -> bool {
    // A policy with errors must not get another one because it lacks a nonce.
    if encoded.is_refused() {
        return true;
    }
    let mut level = Some(encoded);
    while let Some(part) = level {
        let mut words = part.words();
        let mut directive = None;
        while let Some(word) = words.next() {
            if let (Kind::Nonce, Some(directive)) = (word.kind, directive) {
                let directive: Word = directive;
                let directive = directive.text();
                let enforced = DirectiveField::Enforced;
                let report_only = DirectiveField::ReportOnly;
                let slot = Some(true);
                if has_word(encoded, enforced, directive, nonce::SOURCE, slot)
                    || has_word(encoded, report_only, directive, nonce::SOURCE, slot)
                {
                    return true;
                }
            } else if !word.kind.is_value() {
                directive = Some(word);
            }
        }
        level = part.base;
    }
    false
}

/// Whether a directive has a word that is none of these. The slot of a nonce and an unchecked word that is spelled like one are
/// two.
#[must_use]
pub const fn has_others(
    encoded: &Encoded,
    field: DirectiveField,
    directive: &str,
    known: &[&str],
) -> bool {
    let mut level = Some(encoded);
    while let Some(part) = level {
        let mut words = part.words();
        let mut here = false;
        while let Some(word) = words.next() {
            if !word.kind.is_value() {
                here = word.is(directive);
            } else if here {
                let word = word.text();
                if !is_among(word, known) && has(encoded, field, directive, word) {
                    return true;
                }
                if same(word, nonce::SOURCE)
                    && has_word(encoded, field, directive, word, Some(true))
                    && has_word(encoded, field, directive, word, Some(false))
                    && count(word, known) < 2
                {
                    return true;
                }
            }
        }
        level = part.base;
    }
    false
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
