//! JSON, RFC 8259: what Report-To and NEL hold, taken apart into values that remember where they stood.
//!
//! A message must underline the name or the value that it is about, and no JSON library keeps the place of each; so this is
//! a reader of its own. Nothing in it recurses: a text cannot be nested deeper than the memory that it fills itself.
//!
//! What was surely meant is read on behind a mistake (a name without quotes, a comma too many), so that all mistakes are told
//! in one run; a browser reads none of the field.

mod scalar;

use std::ops::Range;

use super::cursor::Cursor;
use crate::ground::word::{Site, Word};
use crate::headers::json::{Json, JsonSyntax};

/// How deep values may be nested: no member of Report-To or NEL needs more, and Chromium reads no more.
const DEPTH: usize = 5;

/// The values of a field, what is wrong with their syntax, and where every word stood.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct JsonText {
    /// The values between the commas; `None` if a mistake keeps them from being read.
    pub values: Option<Vec<Json>>,
    /// The mistakes that keep browsers from reading any of it, with their places.
    pub mistakes: Vec<(Site, JsonSyntax)>,
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
        mistakes: Vec::new(),
    };
    let values = match reader.values() {
        Ok(values) => Some(values),
        Err((range, syntax)) => {
            reader.mistake(range, syntax);
            None
        }
    };
    JsonText {
        values,
        mistakes: reader.mistakes,
        ranges: reader.cursor.sites.ranges,
    }
}

type Mistake = (Range<usize>, JsonSyntax);

struct Reader<'a> {
    cursor: Cursor<'a>,
    mistakes: Vec<(Site, JsonSyntax)>,
}

/// What is being read: the field itself, an array or an object, with its values so far.
struct Open {
    bracket: Option<char>,
    start: usize,
    values: Vec<Json>,
    names: Vec<Word>,
    /// The comma behind the last value, until another value stands behind it.
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
    fn values(&mut self) -> Result<Vec<Json>, Mistake> {
        let mut outer: Vec<Open> = Vec::new();
        let mut open = Open::new(None, 0);
        loop {
            self.cursor.skip_white_space();
            let next = self.cursor.peek();
            if next == open.closer() {
                if let Some(comma) = open.comma.take() {
                    self.mistake(comma, JsonSyntax::TrailingComma);
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
    fn name(&mut self) -> Result<Word, Mistake> {
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
                self.mistake(here, JsonSyntax::MissingColon);
            }
            _ => {
                let syntax = JsonSyntax::MissingColon;
                return Err((here, syntax));
            }
        }
        self.cursor.skip_white_space();
        Ok(name)
    }

    /// The comma behind a value, or the end of what it stands in.
    fn separate(&mut self, open: &mut Open) {
        self.cursor.skip_white_space();
        let here = self.cursor.here();
        match self.cursor.peek() {
            Some(',') => {
                self.cursor.bump();
                open.comma = Some(here);
            }
            next if next == open.closer() => {}
            // What follows is read as if the comma were there; what begins no value is told of where it is met.
            Some(c) if c.is_ascii_alphanumeric() || "\"'{[-_".contains(c) => {
                self.mistake(here, JsonSyntax::MissingComma);
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

    fn mistake(&mut self, range: Range<usize>, syntax: JsonSyntax) {
        let site = self.cursor.sites.next(range);
        self.mistakes.push((site, syntax));
    }
}

#[cfg(test)]
mod tests;
