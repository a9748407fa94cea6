//! Questions about rows and fields that const code can ask: it has neither iterators nor `==` for texts.

use super::{Edit, FieldEdit, NONCE, Row};
use crate::field::FieldText;

/// Whether a row of the base outlives the edits of its directive.
pub(super) const fn stays(row: &Row, edits: &[Edit]) -> bool {
    let mut rest = edits;
    while let [edit, behind @ ..] = rest {
        if same(edit.directive(), row.directive) {
            match edit {
                Edit::Set(_) | Edit::Drop(_) => return false,
                Edit::Remove(rows) if contains(rows, row) => return false,
                Edit::Remove(_) | Edit::SetIfAbsent(_) | Edit::Append(_) => {}
            }
        }
        rest = behind;
    }
    true
}

pub(super) const fn find_field<'a>(edits: &'a [FieldEdit], name: &str) -> Option<&'a FieldEdit> {
    let mut rest = edits;
    while let [edit, behind @ ..] = rest {
        let (FieldEdit::Set(FieldText { name: other, .. }) | FieldEdit::Off(other)) = edit;
        if same(other, name) {
            return Some(edit);
        }
        rest = behind;
    }
    None
}

pub(super) const fn has_field(fields: &[FieldText], name: &str) -> bool {
    let mut rest = fields;
    while let [field, behind @ ..] = rest {
        if same(field.name, name) {
            return true;
        }
        rest = behind;
    }
    false
}

pub(super) const fn has_directive(rows: &[Row], directive: &str) -> bool {
    let mut rest = rows;
    while let [row, behind @ ..] = rest {
        if same(row.directive, directive) {
            return true;
        }
        rest = behind;
    }
    false
}

pub(super) const fn has_nonce(rows: &[Row], directive: &str) -> bool {
    let mut rest = rows;
    while let [row, behind @ ..] = rest {
        if same(row.directive, directive) && same(row.source, NONCE) {
            return true;
        }
        rest = behind;
    }
    false
}

pub(super) const fn contains(rows: &[Row], row: &Row) -> bool {
    let mut rest = rows;
    while let [other, behind @ ..] = rest {
        if same(other.directive, row.directive) && same(other.source, row.source) {
            return true;
        }
        rest = behind;
    }
    false
}

pub(super) const fn leaves_something(base: &[Row], directive: &str, removed: &[Row]) -> bool {
    let mut rest = base;
    while let [row, behind @ ..] = rest {
        if same(row.directive, directive) && !contains(removed, row) {
            return true;
        }
        rest = behind;
    }
    false
}

pub(super) const fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && starts_with(a.as_bytes(), b.as_bytes())
}

pub(super) const fn starts_with(mut bytes: &[u8], mut prefix: &[u8]) -> bool {
    while let [want, wanted @ ..] = prefix {
        match bytes {
            [byte, rest @ ..] if *byte == *want => bytes = rest,
            _ => return false,
        }
        prefix = wanted;
    }
    true
}

/// Whether a text is one of several.
pub(super) const fn holds(texts: &[&str], text: &str) -> bool {
    let mut rest = texts;
    while let [other, behind @ ..] = rest {
        if same(other, text) {
            return true;
        }
        rest = behind;
    }
    false
}
