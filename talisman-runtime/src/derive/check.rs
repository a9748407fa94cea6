//! Refusals of a change that the base gives no ground for. Each panics while compiling, with a message that the macro wrote in
//! the user's words.

use super::length::fits;
use super::search::{Csp, has, has_others};
use crate::written::Written;

/// The base does not have the directive that is changed.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn absent(base: &Written, csp: Csp, directive: &str, message: &str) {
    assert!(base.refused || has(base, csp, directive, ""), "{}", message);
}

/// A field is longer than the policy allows.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn too_long(policy: &Written, budget: usize, message: &str) {
    assert!(policy.refused || fits(policy, budget), "{}", message);
}

/// The directive that is added to is `'none'`.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn none(base: &Written, csp: Csp, directive: &str, message: &str) {
    assert!(
        base.refused || !has(base, csp, directive, "'none'"),
        "{}",
        message
    );
}

/// A source that is removed is not there.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn not_there(
    base: &Written,
    csp: Csp,
    directive: &str,
    mut removed: &[&str],
    message: &str,
) {
    while let [source, rest @ ..] = removed {
        assert!(
            base.refused || has(base, csp, directive, source),
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
    base: &Written,
    csp: Csp,
    directive: &str,
    removed: &[&str],
    message: &str,
) {
    assert!(
        base.refused || has_others(base, csp, directive, removed),
        "{}",
        message
    );
}
