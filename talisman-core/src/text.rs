//! Comparing texts in const code, where `==` is not at hand and every step is interpreted: lengths are compared first.

/// Whether two texts are the same.
#[must_use]
pub const fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && starts_with(a.as_bytes(), b.as_bytes())
}

/// Whether these bytes are at a place of a text.
#[must_use]
pub const fn is_at(text: &str, at: usize, wanted: &str) -> bool {
    match text.as_bytes().split_at_checked(at) {
        Some((_, from)) => starts_with(from, wanted.as_bytes()),
        None => false,
    }
}

/// Whether a text is one of several.
#[must_use]
pub const fn is_among(text: &str, mut texts: &[&str]) -> bool {
    while let [other, rest @ ..] = texts {
        if same(other, text) {
            return true;
        }
        texts = rest;
    }
    false
}

/// Whether a text begins with a prefix in any ASCII case.
#[must_use]
pub const fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    match text.as_bytes().split_at_checked(prefix.len()) {
        Some((begin, _)) => same_ignoring_case(begin, prefix.as_bytes()),
        None => false,
    }
}

/// `eq_ignore_ascii_case` of slices is not const on Rust 1.85.
const fn same_ignoring_case(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, rest @ ..], [other, others @ ..]) = (a, b) {
        if !first.eq_ignore_ascii_case(other) {
            return false;
        }
        (a, b) = (rest, others);
    }
    a.is_empty() && b.is_empty()
}

/// The part of a text that begins at `at`; empty if there is none.
#[must_use]
pub const fn part(text: &str, at: usize, length: usize) -> &str {
    // A `str` cannot be split by const code on Rust 1.85.
    if let Some((_, from)) = text.as_bytes().split_at_checked(at) {
        if let Some((part, _)) = from.split_at_checked(length) {
            if let Ok(part) = std::str::from_utf8(part) {
                return part;
            }
        }
    }
    ""
}

/// Whether bytes begin with others.
#[must_use]
pub const fn starts_with(mut bytes: &[u8], mut prefix: &[u8]) -> bool {
    while let [want, wanted @ ..] = prefix {
        match bytes {
            [byte, rest @ ..] if *byte == *want => bytes = rest,
            _ => return false,
        }
        prefix = wanted;
    }
    true
}
