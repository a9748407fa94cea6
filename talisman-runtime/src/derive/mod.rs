//! A policy out of another one, while compiling: what `..BASE` in `talisman_policy!` comes to.
//!
//! A macro cannot see the constant that its user names, but const code can. So generated code takes the base's text apart
//! into rows, brings what is to change as edits, and asks here for the result in two steps: its length, then its contents in
//! an array of that length. Every function below that fills an array therefore returns how much it would fill, whatever the
//! array holds.
//!
//! Everything was checked word by word when it was read, and serialized by one hand: what is decided here is only what stands
//! where. What a nonce makes void, generated code says.

use crate::field::FieldText;

pub mod check;
pub mod cookies;
mod search;

use search::{
    contains, find_field, has_directive, has_field, has_nonce, holds, same, starts_with, stays,
};

/// A word of a serialized policy: a source expression, or a directive's whole presence if it has no value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Row {
    /// The directive that it stands in. The rows of a directive stand together.
    pub directive: &'static str,
    /// As it is serialized; empty if the directive has no value.
    pub source: &'static str,
}

/// The source expression that a nonce is written into.
const NONCE: &str = "'nonce-'";

/// A change of one directive.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    /// The directive has these rows, whatever the base says.
    Set(&'static [Row]),
    /// The directive has these rows, if the base does not have it.
    SetIfAbsent(&'static [Row]),
    /// These rows stand behind the base's; those that are there already do not stand twice.
    Append(&'static [Row]),
    /// These rows do not stand any more.
    Remove(&'static [Row]),
    /// The directive is not there any more.
    Drop(&'static str),
}

impl Edit {
    const fn directive(&self) -> &'static str {
        match self {
            Self::Drop(directive) => directive,
            Self::Set(rows) | Self::SetIfAbsent(rows) | Self::Append(rows) | Self::Remove(rows) => {
                match rows {
                    [row, ..] => row.directive,
                    [] => "",
                }
            }
        }
    }
}

/// A change of one field.
#[derive(Clone, Copy, Debug)]
pub enum FieldEdit {
    /// The field is this one.
    Set(FieldText),
    /// The field is not sent.
    Off(&'static str),
}

/// The value of a field, or nothing if it is not sent.
#[must_use]
pub const fn value(fields: &'static [FieldText], name: &str) -> &'static str {
    let mut rest = fields;
    while let [field, behind @ ..] = rest {
        if same(field.name, name) {
            return field.text;
        }
        rest = behind;
    }
    ""
}

/// The rows of a serialized policy, which has one space between words and `; ` between directives.
#[must_use]
pub const fn split<const N: usize>(text: &'static str) -> ([Row; N], usize) {
    let mut out = Rows::<N>::EMPTY;
    let mut directive = "";
    let mut at = 0;
    while at < text.len() {
        let (word, behind) = word(text, at);
        at += word.len();
        if directive.is_empty() {
            directive = word;
            if behind != b' ' {
                out.push(Row {
                    directive,
                    source: "",
                });
            }
        } else {
            out.push(Row {
                directive,
                source: word,
            });
        }
        if behind == b';' {
            directive = "";
            at += 1;
        }
        at += 1;
    }
    (out.rows, out.length)
}

/// The word that begins at `at`, and the byte behind it: a space, a semicolon, or 0 at the end.
const fn word(text: &'static str, at: usize) -> (&'static str, u8) {
    let (_, from) = text.as_bytes().split_at(at);
    let mut rest = from;
    let mut length = 0;
    while let [byte, behind @ ..] = rest {
        if *byte == b' ' || *byte == b';' {
            return (as_str(from.split_at(length).0), *byte);
        }
        length += 1;
        rest = behind;
    }
    (as_str(from), 0)
}

/// The rows of the base after the edits.
#[must_use]
pub const fn rows<const N: usize>(base: &[Row], edits: &[Edit]) -> ([Row; N], usize) {
    let mut out = Rows::<N>::EMPTY;
    let mut rest = base;
    while let [row, behind @ ..] = rest {
        let ends = match behind {
            [next, ..] => !same(next.directive, row.directive),
            [] => true,
        };
        if stays(row, edits) {
            out.push(*row);
        }
        if ends {
            out.push_edited(row.directive, edits, base);
        }
        rest = behind;
    }
    let mut rest = edits;
    while let [edit, behind @ ..] = rest {
        if let Edit::Set(rows) | Edit::SetIfAbsent(rows) = edit {
            if !has_directive(base, edit.directive()) {
                out.push_all(rows);
            }
        }
        rest = behind;
    }
    (out.rows, out.length)
}

/// The fields of the base after the edits.
#[must_use]
pub const fn fields<const N: usize>(
    base: &[FieldText],
    edits: &[FieldEdit],
) -> ([FieldText; N], usize) {
    let mut out = [FieldText::EMPTY; N];
    let mut length = 0;
    let mut rest = base;
    while let [field, behind @ ..] = rest {
        let field = match find_field(edits, field.name) {
            None => Some(*field),
            Some(FieldEdit::Set(field)) => Some(*field),
            Some(FieldEdit::Off(_)) => None,
        };
        if let Some(field) = field {
            put(&mut out, length, field);
            length += 1;
        }
        rest = behind;
    }
    let mut rest = edits;
    while let [edit, behind @ ..] = rest {
        if let FieldEdit::Set(field) = edit {
            if !has_field(base, field.name) {
                put(&mut out, length, *field);
                length += 1;
            }
        }
        rest = behind;
    }
    (out, length)
}

/// The serialized policy, with slots where a nonce goes.
#[must_use]
pub const fn text<const N: usize>(rows: &[Row]) -> ([u8; N], usize) {
    write(rows, None)
}

/// The serialized policy as a response without the nonce has it: without what is `void` beside a nonce, either.
#[must_use]
pub const fn text_without_nonce<const N: usize>(rows: &[Row], void: &[&str]) -> ([u8; N], usize) {
    write(rows, Some(void))
}

const fn write<const N: usize>(rows: &[Row], without: Option<&[&str]>) -> ([u8; N], usize) {
    let mut out = Text {
        bytes: [0; N],
        length: 0,
    };
    let mut rest = rows;
    let mut directive = "";
    let mut written = 0;
    while let [row, behind @ ..] = rest {
        if !same(row.directive, directive) {
            if !directive.is_empty() {
                out.push("; ");
            }
            directive = row.directive;
            out.push(directive);
            written = 0;
        }
        let stays = match without {
            None => true,
            Some(void) => {
                let is_void = holds(void, row.source) && has_nonce(rows, row.directive);
                !is_void && !same(row.source, NONCE)
            }
        };
        if stays && !row.source.is_empty() {
            out.push(" ");
            out.push(row.source);
            written += 1;
        }
        let ends = match behind {
            [next, ..] => !same(next.directive, directive),
            [] => true,
        };
        if ends && written == 0 && !row.source.is_empty() {
            out.push(" 'none'");
        }
        rest = behind;
    }
    (out.bytes, out.length)
}

/// The offsets at which [`text`] takes a nonce.
#[must_use]
pub const fn slots<const N: usize>(text: &str) -> ([usize; N], usize) {
    let bytes = text.as_bytes();
    let mut out = [0; N];
    let mut length = 0;
    let mut at = 0;
    while at < bytes.len() {
        let (_, rest) = bytes.split_at(at);
        if starts_with(rest, NONCE.as_bytes()) {
            if let Some((_, [slot, ..])) = out.split_at_mut_checked(length) {
                *slot = at + NONCE.len() - 1;
            }
            length += 1;
        }
        at += 1;
    }
    (out, length)
}

/// A text of which every byte came from a `&str`.
#[must_use]
pub const fn as_str(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

struct Rows<const N: usize> {
    rows: [Row; N],
    length: usize,
}

impl<const N: usize> Rows<N> {
    const EMPTY: Self = Self {
        rows: [Row {
            directive: "",
            source: "",
        }; N],
        length: 0,
    };

    const fn push(&mut self, row: Row) {
        if let Some((_, [slot, ..])) = self.rows.split_at_mut_checked(self.length) {
            *slot = row;
        }
        self.length += 1;
    }

    const fn push_all(&mut self, rows: &[Row]) {
        self.push_new(rows, &[]);
    }

    /// What the edits add to a directive of the base.
    const fn push_edited(&mut self, directive: &str, edits: &[Edit], base: &[Row]) {
        let mut rest = edits;
        while let [edit, behind @ ..] = rest {
            if same(edit.directive(), directive) {
                match edit {
                    Edit::Set(rows) => self.push_all(rows),
                    Edit::Append(rows) => self.push_new(rows, base),
                    Edit::SetIfAbsent(_) | Edit::Remove(_) | Edit::Drop(_) => {}
                }
            }
            rest = behind;
        }
    }

    const fn push_new(&mut self, rows: &[Row], base: &[Row]) {
        let mut rest = rows;
        while let [row, behind @ ..] = rest {
            if !contains(base, row) {
                self.push(*row);
            }
            rest = behind;
        }
    }
}

struct Text<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> Text<N> {
    const fn push(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        while let [byte, behind @ ..] = rest {
            if let Some((_, [slot, ..])) = self.bytes.split_at_mut_checked(self.length) {
                *slot = *byte;
            }
            self.length += 1;
            rest = behind;
        }
    }
}

const fn put<const N: usize>(out: &mut [FieldText; N], at: usize, field: FieldText) {
    if let Some((_, [slot, ..])) = out.split_at_mut_checked(at) {
        *slot = field;
    }
}
