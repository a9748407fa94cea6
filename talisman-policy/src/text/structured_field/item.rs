//! Items with their parameters, and the field that is one.

use std::ops::Range;

use super::bare_item::SyntaxAt;
use crate::ground::diagnostic::Place;
use crate::ground::word::{Item, Site, Spelling, Word};
use crate::text::cursor::Cursor;
use crate::text::is_ascii_whitespace;
use crate::text::syntax::{Syntax, SyntaxError};

/// The one item of a field, what is wrong with its syntax, and where every word was.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SingleItem {
    /// The item, if there is one.
    pub item: Option<Item>,
    /// The errors that keep browsers from reading the field.
    pub errors: Vec<SyntaxError>,
    /// The byte range of each site, from the first that was asked for; that of a string covers its quotes.
    pub ranges: Vec<Range<usize>>,
}

/// Reads the one item of a field, with its parameters; sites count from `first`.
///
/// sf-item = bare-item parameters
///
/// <https://www.rfc-editor.org/rfc/rfc9651#section-4.2.3>
#[must_use]
pub fn split_item(text: &str, first: Site) -> SingleItem {
    let mut reader = Cursor::new(text, first);
    let mut errors = Vec::new();
    reader.skip_white_space();
    let start = reader.at;
    let mut item = None;
    if !reader.rest().is_empty() {
        match reader.single_item() {
            Ok(found) => item = Some(found),
            Err((range, syntax)) => {
                reader.at = text.len();
                errors.push(reader.error(start, range, syntax));
            }
        }
    }
    SingleItem {
        item,
        errors,
        ranges: reader.sites.ranges,
    }
}

/// Whether `text` is a key: ( lcalpha / "*" ) *( lcalpha / DIGIT / "_" / "-" / "." / "*" )
pub(crate) fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c == '*')
        && text.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-.*".contains(&byte)
        })
}

impl Cursor<'_> {
    /// sf-item, with nothing after it.
    fn single_item(&mut self) -> Result<Item, SyntaxAt> {
        let value = self.item()?;
        let parameters = self.closing_parameters()?;
        let behind = self.at;
        self.skip_white_space();
        match self.peek() {
            None => Ok(Item { value, parameters }),
            Some(';') => Err((behind..self.at, Syntax::SpaceBeforeSemicolon)),
            Some('=') => Err((behind..self.at, Syntax::SpaceAroundEquals)),
            Some(_) => Err((self.at..self.text.trim_end().len(), Syntax::SecondItem)),
        }
    }

    /// bare-item, or one in `unchecked(..)`.
    pub(super) fn item(&mut self) -> Result<Word, SyntaxAt> {
        match self.unchecked() {
            Some(word) => Ok(word),
            None => self.bare_item(),
        }
    }

    /// key, or one in `unchecked(..)`.
    pub(super) fn key(&mut self) -> Result<Word, SyntaxAt> {
        if let Some(word) = self.unchecked() {
            return Ok(word);
        }
        let start = self.at;
        self.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '*'));
        match (self.at > start, self.peek()) {
            (true, _) => Ok(self.word(start, Spelling::Text)),
            (false, Some(',')) => Err(self.error_here(Syntax::EmptyMember)),
            (false, Some(found)) => Err(self.error_here(Syntax::NoKey { found })),
            (false, None) => Err(self.error_here(Syntax::TrailingComma)),
        }
    }

    /// parameters = *( ";" *SP parameter ), parameter = param-key [ "=" param-value ]
    pub(super) fn parameters(&mut self) -> Result<Vec<(Word, Option<Word>)>, SyntaxAt> {
        let mut parameters = Vec::new();
        while self.peek() == Some(';') {
            let semicolon = self.at..self.at + 1;
            self.bump();
            self.spaces()?;
            let key = self
                .key()
                .map_err(|_| (semicolon.clone(), Syntax::Semicolon))?;
            let mut value = None;
            if self.peek() == Some('=') {
                self.bump();
                match self.peek() {
                    Some('(') => return Err((semicolon, Syntax::Semicolon)),
                    Some(c) if is_ascii_whitespace(c) => {
                        return Err(self.error_here(Syntax::SpaceAroundEquals));
                    }
                    _ => {}
                }
                value = Some(self.item()?);
            }
            parameters.push((key, value));
        }
        Ok(parameters)
    }

    /// The parameters of a field that has one value: no member can follow them.
    pub(super) fn closing_parameters(&mut self) -> Result<Vec<(Word, Option<Word>)>, SyntaxAt> {
        self.parameters().map_err(|(range, syntax)| match syntax {
            Syntax::Semicolon if self.peek() == Some('(') => (self.here(), Syntax::ListInParameter),
            Syntax::Semicolon => (range, Syntax::NoParameter),
            other => (range, other),
        })
    }

    /// A word in `unchecked(..)`.
    fn unchecked(&mut self) -> Option<Word> {
        let inner = self.rest().strip_prefix("unchecked(")?;
        let length = inner
            .find([')', ','])
            .filter(|&at| inner.as_bytes().get(at) == Some(&b')'))?;
        let start = self.at + "unchecked(".len();
        self.at = start + length;
        let word = self.word(start, Spelling::UncheckedText);
        self.bump();
        Some(word)
    }

    /// The error, and the member that has it, as a word.
    pub(super) fn error(
        &mut self,
        start: usize,
        range: Range<usize>,
        syntax: Syntax,
    ) -> SyntaxError {
        let raw = self
            .text
            .get(start..self.at.max(range.end))
            .unwrap_or_default()
            .trim_end_matches(is_ascii_whitespace);
        let end = start + raw.len();
        let member = Word {
            text: raw.to_owned(),
            spelling: Spelling::Text,
            site: self.sites.next(start..end),
        };
        let place = Place::Word(self.sites.next(range));
        SyntaxError {
            member,
            place,
            syntax,
        }
    }

    /// *SP. A line break with the white space around it counts as one; a tab alone does not. Whether there was any.
    pub(super) fn spaces(&mut self) -> Result<bool, SyntaxAt> {
        let start = self.at;
        self.skip_white_space();
        let run = self.since(start);
        match run.find('\t').filter(|_| !run.contains(['\n', '\r'])) {
            Some(tab) => Err((start + tab..start + tab + 1, Syntax::Tab)),
            None => Ok(!run.is_empty()),
        }
    }
}
