//! Questions about a policy that const code asks: neither iterators nor `==` for texts are at hand, and every step is
//! interpreted, so that it pays to compare lengths first.

use super::kind::{DirectiveField, FIRST_FIELD, FIRST_VALUE, Kind};
use super::length::directives;
use super::sent_directive::value_of;
use super::{Cursor, Encoded, Word};
use crate::nonce;

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
    if !encoded.changes {
        return match value_of(encoded, field, directive) {
            Some(value) => wanted.is_empty() || value.value_has(wanted, is_slot),
            None => false,
        };
    }
    // Where the base's directives come from, whether this field is being read, and what is done to the directive.
    let mut from = Some(field);
    let mut found = base_has(encoded, from, directive, wanted, is_slot);
    let mut here = false;
    let mut words = encoded.words();
    while let Some(word) = words.next() {
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
            operator if here && word.is(directive) => match operator {
                Kind::Drop => found = false,
                // No word is empty: a directive that loses all its words is still there.
                Kind::Remove => found = found && !words.value_has(wanted, is_slot),
                Kind::Append => found = found || words.value_has(wanted, is_slot),
                operator if operator.is_operator() && sets(encoded, from, operator) => {
                    found = wanted.is_empty() || words.value_has(wanted, is_slot);
                }
                _ => {}
            },
            _ => {}
        }
    }
    found
}

/// The word that a field is encoded as, `name: value`, and the words after it; `None` if it is not sent, or encoded by directives.
pub(super) const fn sent_field(encoded: &Encoded, name: &str) -> Option<(Word, Cursor)> {
    let mut level = Some(encoded);
    while let Some(part) = level {
        if let Some((word, after)) = part.words().last_said(name) {
            return match word.kind {
                Kind::Field => Some((word, after)),
                _ => None,
            };
        }
        level = part.base;
    }
    None
}

/// Whether a field that is encoded as one word is sent.
#[must_use]
pub const fn sends_field(encoded: &Encoded, name: &str) -> bool {
    sent_field(encoded, name).is_some()
}

/// Whether a field that is encoded by directives is sent.
///
/// The letters of the index mostly tell. Where something is taken away the lengths are added up, which costs the compiler as much
/// as all the rest of an include.
#[must_use]
pub const fn sends(encoded: &Encoded, field: DirectiveField) -> bool {
    const OFF: u8 = Kind::Off as u8;
    const MOVE: u8 = Kind::Move as u8;
    const DROP: u8 = Kind::Drop as u8;
    let begin = field.kind() as u8;
    let mut level = Some(encoded);
    while let Some(part) = level {
        let (mut here, mut begins, mut index) = (false, false, part.index);
        while let [letter, _, _, _, rest @ ..] = index {
            if matches!(*letter, OFF | MOVE | DROP) {
                return directives(encoded, field, None) > 0;
            }
            if *letter < FIRST_FIELD {
                begins |= here && *letter == Kind::Set as u8;
            } else if *letter < FIRST_VALUE {
                here = *letter == begin;
            }
            index = rest;
        }
        if begins {
            return true;
        }
        level = part.base;
    }
    encoded.changes && directives(encoded, field, None) > 0
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
        // What was enforced is only reported from now on.
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
