//! How long the fields of a policy are, for const code.

use super::kind::{DirectiveField, Kind};
use super::search::{base_has, sent_field};
use super::slot::length_of_nones;
use super::steps::{Change, Step, Steps};
use super::{Encoded, Word};
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
    let mut steps = Steps::of(encoded, field);
    let mut total = base_directives(encoded, steps.from(), only);
    while let Some(step) = steps.next() {
        match step {
            Step::Restart(from) => total = base_directives(encoded, from, only),
            Step::Drop(name) if is_name(only, name) => {
                total -= base_directives(encoded, steps.from(), Some(name.text()));
            }
            Step::Set(name) if is_name(only, name) => {
                let before = base_directives(encoded, steps.from(), Some(name.text()));
                total = total - before + name.length + SEPARATOR;
            }
            Step::Value(change, directive, word) if is_wanted(only, directive) => {
                // An origin that fills a slot counts when it is known.
                if word.kind.is_origin_slot() {
                    continue;
                }
                let is_nonce = matches!(word.kind, Kind::Nonce);
                let length = if is_nonce {
                    word.length + nonce::LENGTH
                } else {
                    word.length
                } + 1;
                let (from, text, is_slot) = (steps.from(), word.text(), Some(is_nonce));
                match change {
                    Change::Set => total += length,
                    Change::Append if !base_has(encoded, from, directive, text, is_slot) => {
                        total += length;
                    }
                    Change::Remove if base_has(encoded, from, directive, text, is_slot) => {
                        total -= length;
                    }
                    Change::Append | Change::Remove => {}
                }
            }
            Step::Drop(_) | Step::Set(_) | Step::Value(..) => {}
        }
    }
    total
}

const fn is_name(only: Option<&str>, name: Word) -> bool {
    match only {
        Some(only) => name.is(only),
        None => true,
    }
}

const fn is_wanted(only: Option<&str>, directive: &str) -> bool {
    match only {
        Some(only) => same(only, directive),
        None => true,
    }
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
