//! How long the fields of a policy are, for const code.

use super::search::{Csp, has, same, stands};
use crate::nonce;
use crate::written::{Written, first, kind, word};

/// What stands between two directives.
const SEPARATOR: usize = "; ".len();

/// The length of a field's value in bytes, every nonce included; `None` if the field is not sent.
pub(crate) const fn field(written: &Written, name: &str) -> Option<usize> {
    match Csp::of(name) {
        Some(csp) => match directives(written, csp, None) {
            0 => None,
            // The last one has no separator behind it.
            length => Some(length - SEPARATOR),
        },
        None => other(written, name),
    }
}

/// Whether no field is longer than `budget`, in bytes.
pub(crate) const fn fits(written: &Written, budget: usize) -> bool {
    let mut level = Some(written);
    while let Some(part) = level {
        let (mut index, mut at) = (part.index, 0);
        while let Some((kind, length, rest)) = first(index) {
            let name = match kind {
                kind::FIELD | kind::HTTPS_FIELD => name(word(part.text, at, length)),
                kind::ENFORCE | kind::REPORT | kind::MOVE => word(part.text, at, length),
                _ => "",
            };
            // Of what a base says, it counts what has become of it.
            if let Some(length) = field(written, name) {
                if length > budget {
                    return false;
                }
            }
            at += length + 1;
            index = rest;
        }
        level = part.base;
    }
    true
}

/// What stands in front of `: `.
const fn name(field: &'static str) -> &'static str {
    let mut rest = field.as_bytes();
    let mut length = 0;
    while let [byte, behind @ ..] = rest {
        if *byte == b':' {
            break;
        }
        length += 1;
        rest = behind;
    }
    word(field, 0, length)
}

/// The length of a field that is no CSP.
const fn other(written: &Written, wanted: &str) -> Option<usize> {
    let mut found = match written.base {
        Some(base) => other(base, wanted),
        None => None,
    };
    let (mut index, mut at) = (written.index, 0);
    while let Some((kind, length, rest)) = first(index) {
        let value = at + wanted.len();
        match kind {
            kind::FIELD | kind::HTTPS_FIELD
                if stands(written.text, at, wanted) && stands(written.text, value, ": ") =>
            {
                found = Some(length - wanted.len() - ": ".len());
            }
            kind::OFF if length == wanted.len() && stands(written.text, at, wanted) => found = None,
            _ => {}
        }
        at += length + 1;
        index = rest;
    }
    found
}

/// The length of a CSP, or of one directive of it, with a separator behind each directive; 0 if there is none.
///
/// Counted as [`has`] searches: every word changes the length that the words before it came to.
const fn directives(written: &Written, csp: Csp, only: Option<&str>) -> usize {
    // Where the base's directives come from.
    let mut from = Some(csp);
    let mut total = base_directives(written, from, only);
    let mut here = false;
    let mut change = 0;
    let mut directive = "";
    let (mut index, mut at) = (written.index, 0);
    while let Some((kind, length, rest)) = first(index) {
        let word = word(written.text, at, length);
        match kind {
            kind::ENFORCE => here = matches!(csp, Csp::Enforced),
            kind::REPORT => here = matches!(csp, Csp::ReportOnly),
            kind::MOVE => {
                here = matches!(csp, Csp::ReportOnly);
                from = if here { Some(Csp::Enforced) } else { None };
                total = base_directives(written, from, only);
            }
            kind::OFF => {
                if same(word, csp.field_name()) {
                    (from, total) = (None, 0);
                }
            }
            kind::FIELD | kind::HTTPS_FIELD => {}
            kind::WORD | kind::VOID | kind::NONCE => {
                let length = match kind {
                    kind::NONCE => length + nonce::LENGTH,
                    _ => length,
                };
                let there = match (written.base, from) {
                    (Some(base), Some(from)) => has(base, from, directive, word),
                    _ => false,
                };
                match change {
                    kind::SET => total += length + 1,
                    kind::APPEND if !there => total += length + 1,
                    kind::REMOVE if there => total -= length + 1,
                    _ => {}
                }
            }
            operator => {
                change = 0;
                directive = word;
                let is_wanted = match only {
                    Some(only) => same(only, directive),
                    None => true,
                };
                if here && is_wanted {
                    let before = base_directives(written, from, Some(directive));
                    match operator {
                        kind::SET_IF_ABSENT if before > 0 => {}
                        kind::SET | kind::SET_IF_ABSENT => {
                            total = total - before + length + SEPARATOR;
                            change = kind::SET;
                        }
                        kind::DROP => total -= before,
                        operator => change = operator,
                    }
                }
            }
        }
        at += length + 1;
        index = rest;
    }
    total
}

const fn base_directives(written: &Written, from: Option<Csp>, only: Option<&str>) -> usize {
    match (written.base, from) {
        (Some(base), Some(csp)) => directives(base, csp, only),
        _ => 0,
    }
}
