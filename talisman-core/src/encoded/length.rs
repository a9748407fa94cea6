//! How long the fields of a policy are, for const code.

use super::Encoded;
use super::kind::{DirectiveField, Kind};
use super::search::{base_has, is_field, moved, sent_field, sets};
use super::slot::length_of_nones;
use crate::nonce;
use crate::text::same;

/// What is between two directives.
const SEPARATOR: usize = "; ".len();

/// The length of a field's value in bytes, every nonce included and no slot filled; `None` if the field is not sent.
#[must_use]
pub const fn field_length(encoded: &Encoded, name: &str) -> Option<usize> {
    match DirectiveField::of(name) {
        Some(field) => match directives(encoded, field, None) {
            0 => None,
            // No separator follows the last one.
            length => Some(length - SEPARATOR + length_of_nones(encoded, field)),
        },
        None => match sent_field(encoded, name) {
            Some((word, _)) => Some(word.length - name.len() - ": ".len()),
            None => None,
        },
    }
}

/// Whether no field is longer than `budget`, in bytes.
#[must_use]
pub const fn fits(encoded: &Encoded, budget: usize) -> bool {
    let mut level = Some(encoded);
    while let Some(part) = level {
        let mut words = part.words();
        while let Some(word) = words.next() {
            let name = match (word.kind, word.kind.begins()) {
                (Kind::Field, _) => word.field_name(),
                (_, Some(field)) => field.field_name(),
                _ => continue,
            };
            // A field of a base counts as this policy sends it.
            if let Some(length) = field_length(encoded, name) {
                if length > budget {
                    return false;
                }
            }
        }
        level = part.base;
    }
    true
}

/// The length of the directives of a field, or of one of them, with a separator after each directive; 0 if there is none.
///
/// Counted as [`has`](super::has) searches: every word changes the length that the words before it came to.
pub(super) const fn directives(
    encoded: &Encoded,
    field: DirectiveField,
    only: Option<&str>,
) -> usize {
    // Where the base's directives come from.
    let mut from = Some(field);
    let mut total = base_directives(encoded, from, only);
    let (mut here, mut change, mut directive) = (false, None, "");
    let mut words = encoded.words();
    while let Some(word) = words.next() {
        match word.kind {
            Kind::Enforced | Kind::ReportOnly | Kind::Hsts => here = is_field(field, word.kind),
            Kind::Move => {
                here = matches!(field, DirectiveField::ReportOnly);
                from = moved(field);
                total = base_directives(encoded, from, only);
            }
            Kind::Off if word.is(field.field_name()) => (from, total) = (None, 0),
            // An origin that fills it counts when it is known.
            Kind::Slot | Kind::CutSlot => {}
            kind if kind.is_value() => {
                let length = match word.kind {
                    Kind::Nonce => word.length + nonce::LENGTH,
                    _ => word.length,
                };
                let is_slot = Some(matches!(word.kind, Kind::Nonce));
                match change {
                    Some(Kind::Set) => total += length + 1,
                    Some(Kind::Append)
                        if !base_has(encoded, from, directive, word.text(), is_slot) =>
                    {
                        total += length + 1;
                    }
                    Some(Kind::Remove)
                        if base_has(encoded, from, directive, word.text(), is_slot) =>
                    {
                        total -= length + 1;
                    }
                    _ => {}
                }
            }
            operator if operator.is_operator() => {
                change = None;
                directive = word.text();
                let is_wanted = match only {
                    Some(only) => same(only, directive),
                    None => true,
                };
                if here && is_wanted {
                    let before = base_directives(encoded, from, Some(directive));
                    match operator {
                        Kind::Append | Kind::Remove => change = Some(operator),
                        Kind::Drop => total -= before,
                        operator if sets(encoded, from, operator) => {
                            total = total - before + word.length + SEPARATOR;
                            change = Some(Kind::Set);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    total
}

/// Whether nothing of a directive would be left if none of its slots were filled.
pub(super) const fn has_slots_alone(
    encoded: &Encoded,
    field: DirectiveField,
    directive: &str,
) -> bool {
    directives(encoded, field, Some(directive)) == directive.len() + SEPARATOR
}

const fn base_directives(
    encoded: &Encoded,
    from: Option<DirectiveField>,
    only: Option<&str>,
) -> usize {
    match (encoded.base, from) {
        (Some(base), Some(field)) => directives(base, field, only),
        _ => 0,
    }
}
