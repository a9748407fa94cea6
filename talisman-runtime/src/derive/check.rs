//! Refusals of an edit that the base gives no ground for. Each panics while compiling, with a message that the macro wrote in
//! the user's words.

use super::search::{contains, has_directive, leaves_something};
use super::{Edit, Row};

/// The base does not have the directive that is changed.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn absent(base: &[Row], edit: &Edit, message: &str) {
    match edit {
        Edit::Set(_) | Edit::SetIfAbsent(_) => {}
        _ => assert!(has_directive(base, edit.directive()), "{}", message),
    }
}

/// The directive that is added to is `'none'`.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn none(base: &[Row], edit: &Edit, message: &str) {
    if let Edit::Append([row, ..]) = edit {
        let none = Row {
            source: "'none'",
            ..*row
        };
        assert!(!contains(base, &none), "{}", message);
    }
}

/// A source that is removed is not there.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn not_there(base: &[Row], edit: &Edit, message: &str) {
    if let Edit::Remove(rows) = edit {
        let mut rest = *rows;
        while let [row, behind @ ..] = rest {
            // A directive that is not there at all has its own message.
            assert!(
                contains(base, row) || !has_directive(base, row.directive),
                "{}",
                message
            );
            rest = behind;
        }
    }
}

/// The last source is removed.
#[allow(clippy::missing_panics_doc, reason = "the module says so")]
#[track_caller]
pub const fn nothing_left(base: &[Row], edit: &Edit, message: &str) {
    if let Edit::Remove(rows) = edit {
        let directive = edit.directive();
        assert!(
            leaves_something(base, directive, rows) || !has_directive(base, directive),
            "{}",
            message
        );
    }
}
