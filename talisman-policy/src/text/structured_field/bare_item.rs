//! Bare items: the values of members, the members of inner lists, the values of parameters.

use std::ops::Range;

use crate::ground::word::{Site, Spelling, Word};
use crate::text::cursor::Cursor;
use crate::text::syntax::Syntax;
use crate::text::{is_ascii_whitespace, is_tchar};

/// What is wrong, and with which bytes.
pub(super) type SyntaxAt = (Range<usize>, Syntax);

/// Whether `text` is a bare item as a dictionary has it.
pub(crate) fn is_bare_item(text: &str) -> bool {
    let mut reader = Cursor::new(text, Site(0));
    reader.bare_item().is_ok() && reader.rest().is_empty()
}

impl Cursor<'_> {
    /// bare-item = sf-integer / sf-decimal / sf-string / sf-token / sf-binary / sf-boolean / sf-date / sf-displaystring
    pub(super) fn bare_item(&mut self) -> Result<Word, SyntaxAt> {
        let start = self.at;
        match self.peek() {
            Some('"') => self.string(),
            Some('\'') => Err(self.error_here(Syntax::SingleQuotes)),
            Some(c) if c.is_ascii_alphabetic() || c == '*' => {
                self.take_while(is_token_character);
                Ok(self.word(start, Spelling::Text))
            }
            Some('?') => self.well_formed(start, "Boolean", |raw| matches!(raw, "?0" | "?1")),
            Some('@') => {
                self.well_formed(start, "date", |raw| is_integer(raw.trim_start_matches('@')))
            }
            Some('%') => self.well_formed(start, "display string", is_display_string),
            Some(':') => self.well_formed(start, "byte sequence", is_byte_sequence),
            Some(c) if c == '-' || c.is_ascii_digit() => {
                self.well_formed(start, "number", is_number)
            }
            Some(found) => Err(self.error_here(Syntax::NoItem { found })),
            None => Err((start.saturating_sub(1)..start, Syntax::NoValue)),
        }
    }

    /// sf-string = DQUOTE *( unescaped / "%" / bs-escaped ) DQUOTE
    fn string(&mut self) -> Result<Word, SyntaxAt> {
        let start = self.at;
        self.bump();
        let mut text = String::new();
        loop {
            let at = self.at;
            match self.bump() {
                None => return Err((start..start + 1, Syntax::UnclosedString)),
                Some('"') => break,
                Some('\\') => match self.bump() {
                    Some(c @ ('"' | '\\')) => text.push(c),
                    _ => return Err((at..at + 1, Syntax::Escape)),
                },
                Some(c @ ' '..='~') => text.push(c),
                Some(found) => return Err((at..self.at, Syntax::StringCharacter { found })),
            }
        }
        Ok(self.word_of(start, text, Spelling::Literal))
    }

    /// The run from `start` to the next delimiter, if it is what it begins as.
    fn well_formed(
        &mut self,
        start: usize,
        what: &'static str,
        is: fn(&str) -> bool,
    ) -> Result<Word, SyntaxAt> {
        let mut quoted = false;
        self.take_while(|c| {
            quoted ^= c == '"';
            quoted || !(is_ascii_whitespace(c) || matches!(c, ',' | ';' | ')' | '('))
        });
        if is(self.since(start)) {
            Ok(self.word(start, Spelling::Text))
        } else {
            Err((start..self.at, Syntax::Item { what }))
        }
    }

    /// The error at the next character.
    pub(super) fn error_here(&self, syntax: Syntax) -> SyntaxAt {
        (self.here(), syntax)
    }
}

/// sf-token = ( ALPHA / "*" ) *( tchar / ":" / "/" )
pub(crate) fn is_sf_token(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '*') && is_bare_item(text)
}

fn is_token_character(c: char) -> bool {
    is_tchar(c) || matches!(c, ':' | '/')
}

/// `sf-integer = ["-"] 1*15DIGIT`
fn is_integer(raw: &str) -> bool {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    is_digits(digits, 15)
}

/// `sf-decimal = ["-"] 1*12DIGIT "." 1*3DIGIT`, or an integer.
fn is_number(raw: &str) -> bool {
    let decimal = raw.strip_prefix('-').unwrap_or(raw).split_once('.');
    is_integer(raw)
        || decimal.is_some_and(|(whole, fraction)| is_digits(whole, 12) && is_digits(fraction, 3))
}

fn is_digits(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// sf-binary = ":" *( ALPHA / DIGIT / "+" / "/" / "=" ) ":"
fn is_byte_sequence(raw: &str) -> bool {
    raw.strip_prefix(':')
        .and_then(|rest| rest.strip_suffix(':'))
        .is_some_and(|inner| {
            inner
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        })
}

/// sf-displaystring = "%" DQUOTE *( unescaped / "\" / pct-encoded ) DQUOTE, with lower-case digits
fn is_display_string(raw: &str) -> bool {
    let Some(inner) = raw
        .strip_prefix("%\"")
        .and_then(|rest| rest.strip_suffix('"'))
    else {
        return false;
    };
    let mut bytes = inner.bytes();
    while let Some(byte) = bytes.next() {
        let mut hex = || {
            bytes
                .next()
                .is_some_and(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
        };
        let good = if byte == b'%' {
            hex() && hex()
        } else {
            (b' '..=b'~').contains(&byte) && byte != b'"'
        };
        if !good {
            return false;
        }
    }
    true
}
