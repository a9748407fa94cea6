//! JSON, RFC 8259: what Report-To and NEL hold, taken apart into values that remember where they were.
//!
//! A message must underline the name or the value that it is about, and no JSON library keeps the place of each; so this is
//! a reader of its own. Nothing in it recurses: a text cannot be nested deeper than the memory that it fills itself.
//!
//! The reader goes on after an error with what was surely intended (a name without quotes, a comma too many), so that all errors are reported
//! in one run; a browser reads none of the field.

mod scalar;

use std::ops::Range;

use super::cursor::Cursor;
use crate::ground::word::{Site, Word};
use crate::headers::json::{Json, JsonSyntax};

/// How deep values may be nested: no member of Report-To or NEL needs more, and Chromium reads no more.
const DEPTH: usize = 5;

/// The values of a field, what is wrong with their syntax, and where every word was.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct JsonText {
    /// The values between the commas; `None` if an error keeps them from being read.
    pub values: Option<Vec<Json>>,
    /// The errors that keep browsers from reading any of it, with their places.
    pub errors: Vec<(Site, JsonSyntax)>,
    /// The byte range of each site, from the first that was asked for; that of a string covers its quotes.
    pub ranges: Vec<Range<usize>>,
}

/// Splits a field value into the JSON values between its commas; sites count from `first`.
///
/// The field value is the inside of an array: Report-To holds several objects so, and NEL one.
///
/// <https://www.rfc-editor.org/rfc/rfc8259#section-2>
#[must_use]
pub fn split_json(text: &str, first: Site) -> JsonText {
    let mut reader = Reader {
        cursor: Cursor::new(text, first),
        errors: Vec::new(),
    };
    let values = match reader.values() {
        Ok(values) => Some(values),
        Err((range, syntax)) => {
            reader.error(range, syntax);
            None
        }
    };
    JsonText {
        values,
        errors: reader.errors,
        ranges: reader.cursor.sites.ranges,
    }
}

type SyntaxAt = (Range<usize>, JsonSyntax);

struct Reader<'a> {
    cursor: Cursor<'a>,
    errors: Vec<(Site, JsonSyntax)>,
}

/// What is being read: the field itself, an array or an object, with its values so far.
struct Open {
    bracket: Option<char>,
    start: usize,
    values: Vec<Json>,
    names: Vec<Word>,
    /// The comma after the last value, until another value is after it.
    comma: Option<Range<usize>>,
}

impl Open {
    fn new(bracket: Option<char>, start: usize) -> Self {
        Self {
            bracket,
            start,
            values: Vec::new(),
            names: Vec::new(),
            comma: None,
        }
    }

    fn closer(&self) -> Option<char> {
        self.bracket.map(|open| if open == '{' { '}' } else { ']' })
    }
}

impl Reader<'_> {
    /// [ value *( "," value ) ], up to the end of the text.
    fn values(&mut self) -> Result<Vec<Json>, SyntaxAt> {
        let mut outer: Vec<Open> = Vec::new();
        let mut open = Open::new(None, 0);
        loop {
            self.cursor.skip_white_space();
            let next = self.cursor.peek();
            if next == open.closer() {
                if let Some(comma) = open.comma.take() {
                    self.error(comma, JsonSyntax::TrailingComma);
                }
                let Some(mut around) = outer.pop() else {
                    return Ok(open.values);
                };
                self.cursor.bump();
                let value = self.close(open);
                around.values.push(value);
                self.separate(&mut around);
                open = around;
                continue;
            }
            if next.is_none() {
                let syntax = JsonSyntax::Unclosed {
                    open: open.bracket.unwrap_or('{'),
                };
                return Err((open.start..open.start + 1, syntax));
            }
            open.comma = None;
            if open.bracket == Some('{') {
                let name = self.name()?;
                open.names.push(name);
            }
            match self.cursor.peek() {
                Some(bracket @ ('{' | '[')) => {
                    if outer.len() >= DEPTH {
                        return Err((self.cursor.at..self.cursor.at + 1, JsonSyntax::Depth));
                    }
                    outer.push(open);
                    open = Open::new(Some(bracket), self.cursor.at);
                    self.cursor.bump();
                }
                None | Some(',' | '}' | ']') if open.bracket == Some('{') => {
                    let end = self
                        .cursor
                        .text
                        .get(..self.cursor.at)
                        .unwrap_or_default()
                        .trim_end()
                        .len();
                    return Err((end.saturating_sub(1)..end, JsonSyntax::MissingValue));
                }
                _ => {
                    let value = self.scalar()?;
                    open.values.push(Json::Scalar(value));
                    self.separate(&mut open);
                }
            }
        }
    }

    /// member = string name-separator, the value apart
    fn name(&mut self) -> Result<Word, SyntaxAt> {
        let name = self.string()?;
        self.cursor.skip_white_space();
        let here = self.cursor.here();
        match self.cursor.peek() {
            Some(':') => {
                self.cursor.bump();
            }
            // Surely meant for a colon, as other notations have it.
            Some('=') => {
                self.cursor.bump();
                self.error(here, JsonSyntax::MissingColon);
            }
            _ => {
                let syntax = JsonSyntax::MissingColon;
                return Err((here, syntax));
            }
        }
        self.cursor.skip_white_space();
        Ok(name)
    }

    /// The comma after a value, or the end of what it stands in.
    fn separate(&mut self, open: &mut Open) {
        self.cursor.skip_white_space();
        let here = self.cursor.here();
        match self.cursor.peek() {
            Some(',') => {
                self.cursor.bump();
                open.comma = Some(here);
            }
            next if next == open.closer() => {}
            // What follows is read as if the comma were there; what begins no value is reported where it is met.
            Some(c) if c.is_ascii_alphanumeric() || "\"'{[-_".contains(c) => {
                self.error(here, JsonSyntax::MissingComma);
            }
            _ => {}
        }
    }

    fn close(&mut self, open: Open) -> Json {
        let site = self.cursor.sites.next(open.start..self.cursor.at);
        if open.bracket == Some('{') {
            Json::Object(site, open.names.into_iter().zip(open.values).collect())
        } else {
            Json::Array(site, open.values)
        }
    }

    fn error(&mut self, range: Range<usize>, syntax: JsonSyntax) {
        let site = self.cursor.sites.next(range);
        self.errors.push((site, syntax));
    }
}

#[cfg(test)]
mod tests;
