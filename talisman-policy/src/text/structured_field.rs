//! Dictionaries and single items of structured fields, RFC 9651: members with their keys, items, inner lists and parameters.
//!
//! A mistake in one member is noted and the next is read, although a browser reads none of them: all mistakes are told in
//! one run. Line breaks fold to a space, as a policy in a source file has them; keys may hold capitals here, so that the
//! header can say which name was meant.

mod item;

use std::ops::Range;

use super::syntax::{Syntax, SyntaxMistake};
use super::{Sites, is_ascii_whitespace};
use crate::diagnostic::Place;
use crate::word::{Item, Member, MemberValue, Site, Spelling, Word};

/// The members of a dictionary, what is wrong with its syntax, and where every word stood.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Dictionary {
    /// The members that could be read, in order.
    pub members: Vec<Member>,
    /// The mistakes that keep browsers from reading any member.
    pub mistakes: Vec<SyntaxMistake>,
    /// The byte range of each site, from the first that was asked for; that of a string covers its quotes.
    pub ranges: Vec<Range<usize>>,
}

/// Splits a dictionary into its members; sites count from `first`.
///
/// A String is the word that it stands for, as a [`Spelling::Literal`]; every other item is a [`Spelling::Text`] as it was
/// written. `unchecked(..)` may stand in the place of a key or an item.
///
/// sf-dictionary = dict-member *( OWS "," OWS dict-member )
///
/// <https://www.rfc-editor.org/rfc/rfc9651#section-4.2.2>
#[must_use]
pub fn split_dictionary(text: &str, first: Site) -> Dictionary {
    let mut reader = Reader {
        text,
        at: 0,
        sites: Sites::new(first),
    };
    let mut members = Vec::new();
    let mut mistakes = Vec::new();
    reader.skip_white_space();
    while !reader.rest().is_empty() {
        let start = reader.at;
        let (range, syntax) = match reader.dict_member() {
            Ok(member) => {
                members.push(member);
                match reader.separator() {
                    Ok(()) => continue,
                    Err(mistake) => mistake,
                }
            }
            Err(mistake) => {
                reader.at = member_end(text, start, mistake.0.start);
                mistake
            }
        };
        mistakes.push(reader.mistake(start, range, syntax));
        // Whatever follows is read as if the mistake were not there.
        let _ = reader.separator();
    }
    Dictionary {
        members,
        mistakes,
        ranges: reader.sites.ranges,
    }
}

/// The one item of a field, what is wrong with its syntax, and where every word stood.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SingleItem {
    /// The item, if there is one.
    pub item: Option<Item>,
    /// The mistakes that keep browsers from reading the field.
    pub mistakes: Vec<SyntaxMistake>,
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
    let mut reader = Reader {
        text,
        at: 0,
        sites: Sites::new(first),
    };
    let mut mistakes = Vec::new();
    reader.skip_white_space();
    let start = reader.at;
    let mut item = None;
    if !reader.rest().is_empty() {
        match reader.single_item() {
            Ok(found) => item = Some(found),
            Err((range, syntax)) => {
                reader.at = text.len();
                mistakes.push(reader.mistake(start, range, syntax));
            }
        }
    }
    SingleItem {
        item,
        mistakes,
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

/// Whether `text` is a bare item as a dictionary has it.
pub(crate) fn is_bare_item(text: &str) -> bool {
    let mut reader = Reader {
        text,
        at: 0,
        sites: Sites::new(Site(0)),
    };
    reader.bare_item().is_ok() && reader.rest().is_empty()
}

type Mistake = (Range<usize>, Syntax);

struct Reader<'a> {
    text: &'a str,
    at: usize,
    sites: Sites,
}

impl<'a> Reader<'a> {
    /// sf-item, with nothing behind it.
    fn single_item(&mut self) -> Result<Item, Mistake> {
        let value = self.item()?;
        let parameters = self.parameters().map_err(|(range, syntax)| match syntax {
            Syntax::Semicolon => (range, Syntax::NoParameter),
            other => (range, other),
        })?;
        let behind = self.at;
        self.skip_white_space();
        match self.peek() {
            None => Ok(Item { value, parameters }),
            Some(';') => Err((behind..self.at, Syntax::SpaceBeforeSemicolon)),
            Some('=') => Err((behind..self.at, Syntax::SpaceAroundEquals)),
            Some(_) => Err((self.at..self.text.trim_end().len(), Syntax::SecondItem)),
        }
    }

    /// dict-member = member-key ( parameters / ( "=" member-value ) ), with what must follow it.
    fn dict_member(&mut self) -> Result<Member, Mistake> {
        let key = self.key()?;
        let mut item_parameters = Vec::new();
        let value = match self.peek() {
            Some('=') => {
                self.bump();
                self.member_value(&mut item_parameters)?
            }
            Some(':') => return Err(self.here(Syntax::Colon)),
            _ => MemberValue::Absent,
        };
        let parameters = self.parameters()?;
        self.member_ends(&value)?;
        Ok(Member {
            key,
            value,
            parameters,
            item_parameters,
        })
    }

    /// key, or one in `unchecked(..)`.
    fn key(&mut self) -> Result<Word, Mistake> {
        if let Some(word) = self.unchecked() {
            return Ok(word);
        }
        let start = self.at;
        self.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '*'));
        match (self.at > start, self.peek()) {
            (true, _) => Ok(self.word(start, Spelling::Text)),
            (false, Some(',')) => Err(self.here(Syntax::EmptyMember)),
            (false, Some(found)) => Err(self.here(Syntax::NoKey { found })),
            (false, None) => Err(self.here(Syntax::TrailingComma)),
        }
    }

    /// member-value = sf-item / inner-list
    fn member_value(&mut self, ignored: &mut Vec<Word>) -> Result<MemberValue, Mistake> {
        match self.peek() {
            None | Some(',' | ';') => Err((self.at.saturating_sub(1)..self.at, Syntax::NoValue)),
            Some('(') => self.inner_list(ignored).map(MemberValue::List),
            Some(c) if is_ascii_whitespace(c) => Err(self.here(Syntax::SpaceAroundEquals)),
            Some(_) => self.item().map(MemberValue::Item),
        }
    }

    /// inner-list = "(" *SP [ sf-item *( 1*SP sf-item ) *SP ] ")", and the names of what stands behind single items.
    fn inner_list(&mut self, ignored: &mut Vec<Word>) -> Result<Vec<Word>, Mistake> {
        let start = self.at;
        self.bump();
        let mut items = Vec::new();
        loop {
            let separated = self.spaces()? || items.is_empty();
            match self.peek() {
                None => return Err((start..start + 1, Syntax::UnclosedList)),
                Some(')') => {
                    self.bump();
                    return Ok(items);
                }
                Some('(') => return Err(self.here(Syntax::NestedList)),
                Some(',') => return Err(self.here(Syntax::CommaInList)),
                Some(_) if !separated => return Err(self.here(Syntax::MissingSpace)),
                Some(_) => {
                    items.push(self.item()?);
                    let parameters = self.parameters().map_err(|(range, syntax)| match syntax {
                        Syntax::Semicolon => (range, Syntax::SemicolonInList),
                        other => (range, other),
                    })?;
                    ignored.extend(parameters.into_iter().map(|(name, _)| name));
                }
            }
        }
    }

    /// parameters = *( ";" *SP parameter ), parameter = param-key [ "=" param-value ]
    fn parameters(&mut self) -> Result<Vec<(Word, Option<Word>)>, Mistake> {
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
                        return Err(self.here(Syntax::SpaceAroundEquals));
                    }
                    _ => {}
                }
                value = Some(self.item()?);
            }
            parameters.push((key, value));
        }
        Ok(parameters)
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

    /// What stands behind a member must be a comma or the end.
    fn member_ends(&mut self, value: &MemberValue) -> Result<(), Mistake> {
        let behind = self.at;
        self.skip_white_space();
        let syntax = match self.peek() {
            None | Some(',') => return Ok(()),
            Some('=') => Syntax::SpaceAroundEquals,
            Some(':') => Syntax::Colon,
            Some(')') => Syntax::StrayParenthesis,
            Some('\'') => Syntax::SingleQuotes,
            Some(_) if *value == MemberValue::Absent => Syntax::MissingEquals,
            Some(_) => Syntax::MissingComma,
        };
        let length = self.peek().map_or(0, char::len_utf8);
        Err((
            if self.at > behind {
                behind..self.at
            } else {
                self.at..self.at + length
            },
            syntax,
        ))
    }

    /// The comma between two members.
    fn separator(&mut self) -> Result<(), Mistake> {
        if self.peek() != Some(',') {
            return Ok(());
        }
        let comma = self.at..self.at + 1;
        self.bump();
        self.skip_white_space();
        if self.rest().is_empty() {
            Err((comma, Syntax::TrailingComma))
        } else {
            Ok(())
        }
    }

    /// The mistake, and the member that has it as a word of its own.
    fn mistake(&mut self, start: usize, range: Range<usize>, syntax: Syntax) -> SyntaxMistake {
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
        SyntaxMistake {
            member,
            place,
            syntax,
        }
    }

    /// *SP. A line break with the white space around it counts as one; a tab alone does not. Whether there was any.
    fn spaces(&mut self) -> Result<bool, Mistake> {
        let start = self.at;
        self.skip_white_space();
        let run = self.text.get(start..self.at).unwrap_or_default();
        match run.find('\t').filter(|_| !run.contains(['\n', '\r'])) {
            Some(tab) => Err((start + tab..start + tab + 1, Syntax::Tab)),
            None => Ok(!run.is_empty()),
        }
    }

    fn skip_white_space(&mut self) {
        self.take_while(is_ascii_whitespace);
    }

    fn take_while(&mut self, mut is: impl FnMut(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !is(c)).unwrap_or(rest.len());
    }

    fn word(&mut self, start: usize, spelling: Spelling) -> Word {
        let text = self.text.get(start..self.at).unwrap_or_default().to_owned();
        Word {
            text,
            spelling,
            site: self.sites.next(start..self.at),
        }
    }

    /// The mistake at the next character.
    fn here(&self, syntax: Syntax) -> Mistake {
        (
            self.at..self.at + self.peek().map_or(0, char::len_utf8),
            syntax,
        )
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }
}

/// How far a comma outside strings and lists is looked for. Without a bound, many open lists would each be read to the end.
const RECOVERY: usize = 1024;

/// Where the member that begins at `start` and has a mistake at `at` ends: at the next comma outside strings and lists, or,
/// where one of those is not closed, at the next comma.
fn member_end(text: &str, start: usize, at: usize) -> usize {
    let mut quoted = false;
    let mut depth = 0_usize;
    let mut first_comma = None;
    for (offset, c) in text.get(start..).unwrap_or_default().char_indices() {
        let index = start + offset;
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            ',' if index >= at && !quoted && depth == 0 => return index,
            ',' if index >= at => first_comma = first_comma.or(Some(index)),
            _ => {}
        }
        if let (Some(comma), true) = (first_comma, index > at.saturating_add(RECOVERY)) {
            return comma;
        }
    }
    if quoted || depth > 0 {
        first_comma.unwrap_or(text.len())
    } else {
        text.len()
    }
}

#[cfg(test)]
mod tests;
