//! Questions about the words that are not sent.

use super::kind::{DirectiveField, Kind, Trait};
use super::search::{has, sent_field};
use super::{Encoded, SentDirective};

/// Whether a note of this kind with this text follows the field that is sent.
const fn is_noted(encoded: &Encoded, field: &str, kind: Kind, wanted: &str) -> bool {
    let Some((_, mut words)) = sent_field(encoded, field) else {
        return false;
    };
    while let Some(word) = words.next() {
        match word.kind {
            Kind::Trait | Kind::Endpoint | Kind::Receiver => {
                if word.kind as u8 == kind as u8 && word.is(wanted) {
                    return true;
                }
            }
            _ => return false,
        }
    }
    false
}

/// Whether a field that is sent does this.
#[must_use]
pub const fn has_trait(encoded: &Encoded, wanted: Trait) -> bool {
    is_noted(encoded, wanted.field_name(), Kind::Trait, wanted.as_str())
}

const ENDPOINTS: &str = "reporting-endpoints";
const GROUPS: &str = "report-to";

/// Whether an endpoint or a group of this name is declared.
#[must_use]
pub const fn declares(encoded: &Encoded, name: &str) -> bool {
    is_noted(encoded, ENDPOINTS, Kind::Endpoint, name) || declares_group(encoded, name)
}

/// Whether Report-To declares a group of this name.
#[must_use]
pub const fn declares_group(encoded: &Encoded, name: &str) -> bool {
    is_noted(encoded, GROUPS, Kind::Endpoint, name)
}

/// Whether any endpoint is declared.
#[must_use]
pub const fn declares_any(encoded: &Encoded) -> bool {
    sent_field(encoded, ENDPOINTS).is_some() || sent_field(encoded, GROUPS).is_some()
}

/// Whether reports of a field that a base says and that is still sent go to a name that is not among those declared.
#[must_use]
pub const fn loses_endpoint(encoded: &Encoded) -> bool {
    if !declares_any(encoded) {
        return false;
    }
    // What the policy itself says was checked when its words were read.
    let mut level = encoded.base;
    while let Some(part) = level {
        let mut words = part.words();
        let (mut field, mut names_receivers) = ("", false);
        while let Some(word) = words.next() {
            match word.kind {
                Kind::Field => field = word.field_name(),
                Kind::Receiver => {
                    let name = word.text();
                    if is_noted(encoded, field, Kind::Receiver, name) && !declares(encoded, name) {
                        return true;
                    }
                }
                kind if kind.is_value() => {
                    if names_receivers {
                        let name = word.text();
                        let is_sent = has(encoded, DirectiveField::Enforced, GROUPS, name)
                            || has(encoded, DirectiveField::ReportOnly, GROUPS, name);
                        if is_sent && !declares(encoded, name) {
                            return true;
                        }
                    }
                }
                // The directive has the name of the older field.
                _ => names_receivers = word.is(GROUPS),
            }
        }
        level = part.base;
    }
    false
}

/// Whether the directives of a field that is sent report to a name that is not among those declared.
#[must_use]
pub const fn names_undeclared(encoded: &Encoded, field: DirectiveField) -> bool {
    let mut names = SentDirective::of(encoded, field, GROUPS).words();
    while let Some(name) = names.next() {
        if !declares(encoded, name.text()) {
            return true;
        }
    }
    false
}

/// Whether a field that is encoded as one word is sent with a value that begins like this.
#[must_use]
pub const fn field_begins(encoded: &Encoded, name: &str, begins: &str) -> bool {
    match sent_field(encoded, name) {
        Some((word, _)) => word.has_value_like(name, begins),
        None => false,
    }
}
