//! Questions about a policy that const code asks: neither iterators nor `==` for texts are at hand, and every step is
//! interpreted, so that it pays to compare lengths first.

use crate::written::{Written, first, kind, word};

/// The source expression that a nonce is written into.
pub(crate) const NONCE: &str = "'nonce-'";

/// The fields that carry a CSP.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Csp {
    /// Content-Security-Policy.
    Enforced,
    /// Content-Security-Policy-Report-Only.
    ReportOnly,
}

impl Csp {
    /// The one that a field carries, if it carries one.
    pub(crate) const fn of(field: &str) -> Option<Self> {
        if same(field, Self::Enforced.field_name()) {
            Some(Self::Enforced)
        } else if same(field, Self::ReportOnly.field_name()) {
            Some(Self::ReportOnly)
        } else {
            None
        }
    }

    pub(crate) const fn field_name(self) -> &'static str {
        match self {
            Self::Enforced => "content-security-policy",
            Self::ReportOnly => "content-security-policy-report-only",
        }
    }
}

/// Whether a directive has a word; of the empty word, whether the directive is there.
pub(crate) const fn has(written: &Written, csp: Csp, directive: &str, wanted: &str) -> bool {
    let mut found = base_has(written, csp, directive, wanted);
    let (field, text) = (csp.field_name(), written.text);
    let (directive_length, wanted_length) = (directive.len(), wanted.len());
    // Whether this CSP is being read, and what is done to the directive.
    let mut here = false;
    let mut change = 0;
    let mut at = 0;
    let mut index = written.index;
    while let Some((kind, length, rest)) = first(index) {
        match kind {
            kind::WORD | kind::VOID | kind::NONCE => {
                if change != 0 && length == wanted_length && stands(text, at, wanted) {
                    found = change != kind::REMOVE;
                }
            }
            kind::ENFORCE => here = matches!(csp, Csp::Enforced),
            kind::REPORT => here = matches!(csp, Csp::ReportOnly),
            kind::MOVE => {
                here = matches!(csp, Csp::ReportOnly);
                found = here && base_has(written, Csp::Enforced, directive, wanted);
            }
            kind::OFF => {
                if length == field.len() && stands(text, at, field) {
                    found = false;
                }
            }
            kind::FIELD | kind::HTTPS_FIELD => {}
            operator => {
                change = 0;
                if here && length == directive_length && stands(text, at, directive) {
                    match operator {
                        kind::SET_IF_ABSENT if base_has(written, csp, directive, "") => {}
                        kind::SET | kind::SET_IF_ABSENT => {
                            found = wanted_length == 0;
                            change = operator;
                        }
                        kind::DROP => found = false,
                        _ => change = operator,
                    }
                }
            }
        }
        at += length + 1;
        index = rest;
    }
    found
}

const fn base_has(written: &Written, csp: Csp, directive: &str, wanted: &str) -> bool {
    match written.base {
        Some(base) => has(base, csp, directive, wanted),
        None => false,
    }
}

/// Whether a directive of either CSP has the place of a nonce.
pub(crate) const fn has_nonce(written: &Written) -> bool {
    // A policy whose mistakes are being told is not to be told that it lacks a nonce, too.
    if written.refused {
        return true;
    }
    let mut level = Some(written);
    while let Some(part) = level {
        let mut index = part.index;
        let (mut at, mut directive, mut directive_length) = (0, 0, 0);
        while let Some((kind, length, rest)) = first(index) {
            match kind {
                kind::NONCE => {
                    let directive = word(part.text, directive, directive_length);
                    if has(written, Csp::Enforced, directive, NONCE)
                        || has(written, Csp::ReportOnly, directive, NONCE)
                    {
                        return true;
                    }
                }
                kind::WORD | kind::VOID => {}
                _ => (directive, directive_length) = (at, length),
            }
            at += length + 1;
            index = rest;
        }
        level = part.base;
    }
    false
}

/// Whether a directive has a word that is none of these.
pub(crate) const fn has_others(
    written: &Written,
    csp: Csp,
    directive: &str,
    known: &[&str],
) -> bool {
    let mut level = Some(written);
    while let Some(part) = level {
        let mut index = part.index;
        let (mut at, mut here) = (0, false);
        while let Some((kind, length, rest)) = first(index) {
            if kind::is_value(kind) {
                if here {
                    let word = word(part.text, at, length);
                    if !holds(known, word) && has(written, csp, directive, word) {
                        return true;
                    }
                }
            } else {
                here = length == directive.len() && stands(part.text, at, directive);
            }
            at += length + 1;
            index = rest;
        }
        level = part.base;
    }
    false
}

/// Whether these bytes stand at a place of a text.
pub(super) const fn stands(text: &str, at: usize, wanted: &str) -> bool {
    match text.as_bytes().split_at_checked(at) {
        Some((_, from)) => starts_with(from, wanted.as_bytes()),
        None => false,
    }
}

pub(super) const fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && starts_with(a.as_bytes(), b.as_bytes())
}

const fn starts_with(mut bytes: &[u8], mut prefix: &[u8]) -> bool {
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
const fn holds(mut texts: &[&str], text: &str) -> bool {
    while let [other, behind @ ..] = texts {
        if same(other, text) {
            return true;
        }
        texts = behind;
    }
    false
}
