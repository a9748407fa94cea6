//! Refusals of a change that the base does not support. Each panics while compiling, with a message that the macro wrote in
//! the user's words.

use talisman_core::encoded::{DirectiveField, Encoded, fits, has, has_others};

/// The base does not have the directive that is changed.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn absent(base: &Encoded, field: DirectiveField, directive: &str, message: &str) {
    assert!(
        base.is_refused() || has(base, field, directive, ""),
        "{}",
        message
    );
}

/// A field is longer than the policy allows.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn too_long(policy: &Encoded, budget: usize, message: &str) {
    assert!(policy.is_refused() || fits(policy, budget), "{}", message);
}

/// The directive that is added to is `'none'`.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn none(base: &Encoded, field: DirectiveField, directive: &str, message: &str) {
    assert!(
        base.is_refused() || !has(base, field, directive, "'none'"),
        "{}",
        message
    );
}

/// A source that is removed is not there.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn not_there(
    base: &Encoded,
    field: DirectiveField,
    directive: &str,
    mut removed: &[&str],
    message: &str,
) {
    while let [source, rest @ ..] = removed {
        assert!(
            base.is_refused() || has(base, field, directive, source),
            "{}",
            message
        );
        removed = rest;
    }
}

/// The last source is removed.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn nothing_left(
    base: &Encoded,
    field: DirectiveField,
    directive: &str,
    removed: &[&str],
    message: &str,
) {
    assert!(
        base.is_refused() || has_others(base, field, directive, removed),
        "{}",
        message
    );
}
