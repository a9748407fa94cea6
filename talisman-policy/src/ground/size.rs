//! How long a field may be: what servers and proxies take, and what the user allows.

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::field::Field;

/// The length of a field value, in bytes, above which it is reported: some servers and proxies give the whole head of
/// a response a buffer of 4 KiB, and answer 502 (Bad Gateway) to what does not fit.
pub const LONG: usize = 4096;

problems! {
    /// What can be wrong with the length of a field.
    pub enum Problem {
        /// Longer than some proxies take.
        Long { name: String, length: usize } => Warning "field-long", "RFC 9110 section 5.4, field limits" {
            summary: "`{name}` has {length} bytes, nonces included: proxies that allow 4,096 bytes for the head of a response answer 502 instead";
            help: "join hosts under a wildcard, take away directives that repeat default-src, or send a shorter policy where the long one is not needed";
        }

        /// Longer than the user allows.
        OverBudget { name: String, length: usize, budget: usize } => Error "field-over-budget", "talisman_policy!, max_field_length" {
            summary: "`{name}` has {length} bytes, nonces included, and max_field_length allows {budget}";
            help: "shorten the value, or write max_field_length: {length}";
        }

        /// The same of a derived policy, whose fields the compiler alone knows.
        OverBudgetWithBase { budget: usize } => Error "field-over-budget-with-base", "talisman_policy!, max_field_length" {
            summary: "a field has more than the {budget} bytes, nonces included, that max_field_length allows, with what the base, a constant or a fragment brings";
            help: "take sources away, or allow more; field_length(\"content-security-policy\") of that constant says how many bytes it has";
        }

        /// The same, where the base sets the limit.
        OverInheritedBudget => Error "field-over-inherited-budget", "talisman_policy!, max_field_length" {
            summary: "a field of the base and its changes together has more bytes, nonces included, than the max_field_length of the base allows";
            help: "take sources away, or write a larger max_field_length here; POLICY.field_length(\"content-security-policy\") of the base says how many bytes it has";
        }
    }
}

/// Says whether a field is longer than `budget`, if there is one, and otherwise whether it is [`LONG`].
pub fn check(field: &Field, place: Place, budget: Option<usize>, out: &mut Diagnostics) {
    let (name, length) = (field.name.clone(), field.length());
    match budget {
        // A field of just that length fits.
        Some(budget) if length > budget => out.report(
            place,
            Problem::OverBudget {
                name,
                length,
                budget,
            },
        ),
        None if length > LONG => out.report(place, Problem::Long { name, length }),
        _ => {}
    }
}
