//! Dictionaries: members with their keys, and the commas between them.

use std::ops::Range;

use super::bare_item::SyntaxAt;
use crate::ground::word::{Member, MemberValue, Site, Word};
use crate::text::cursor::Cursor;
use crate::text::is_ascii_whitespace;
use crate::text::syntax::{Syntax, SyntaxError};

/// The members of a dictionary, what is wrong with its syntax, and where every word was.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Dictionary {
    /// The members that could be read, in order.
    pub members: Vec<Member>,
    /// The errors that keep browsers from reading any member.
    pub errors: Vec<SyntaxError>,
    /// The byte range of each site, from the first that was asked for; that of a string covers its quotes.
    pub ranges: Vec<Range<usize>>,
}

/// Splits a dictionary into its members; sites count from `first`.
///
/// A String is the word that it stands for, as a [`Literal`](crate::Spelling::Literal); every other item is a
/// [`Text`](crate::Spelling::Text) as it was written. `unchecked(..)` may take the place of a key or an item.
///
/// sf-dictionary = dict-member *( OWS "," OWS dict-member )
///
/// <https://www.rfc-editor.org/rfc/rfc9651#section-4.2.2>
#[must_use]
pub fn split_dictionary(text: &str, first: Site) -> Dictionary {
    let mut reader = Cursor::new(text, first);
    let mut members = Vec::new();
    let mut errors = Vec::new();
    reader.skip_white_space();
    while !reader.rest().is_empty() {
        let start = reader.at;
        let (range, syntax) = match reader.dict_member() {
            Ok(member) => {
                members.push(member);
                match reader.separator() {
                    Ok(()) => continue,
                    Err(error) => error,
                }
            }
            Err(error) => {
                reader.at = member_end(text, start, error.0.start);
                error
            }
        };
        errors.push(reader.error(start, range, syntax));
        // Whatever follows is read as if the error were not there.
        let _ = reader.separator();
    }
    Dictionary {
        members,
        errors,
        ranges: reader.sites.ranges,
    }
}

impl Cursor<'_> {
    /// dict-member = member-key ( parameters / ( "=" member-value ) ), with what must follow it.
    fn dict_member(&mut self) -> Result<Member, SyntaxAt> {
        let key = self.key()?;
        let mut item_parameters = Vec::new();
        let value = match self.peek() {
            Some('=') => {
                self.bump();
                self.member_value(&mut item_parameters)?
            }
            Some(':') => return Err(self.error_here(Syntax::Colon)),
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

    /// member-value = sf-item / inner-list
    fn member_value(&mut self, ignored: &mut Vec<Word>) -> Result<MemberValue, SyntaxAt> {
        match self.peek() {
            None | Some(',' | ';') => Err((self.at.saturating_sub(1)..self.at, Syntax::NoValue)),
            Some('(') => self.inner_list(ignored).map(MemberValue::List),
            Some(c) if is_ascii_whitespace(c) => Err(self.error_here(Syntax::SpaceAroundEquals)),
            Some(_) => self.item().map(MemberValue::Item),
        }
    }

    /// inner-list = "(" *SP [ sf-item *( 1*SP sf-item ) *SP ] ")", and the names of what is after single items.
    pub(super) fn inner_list(&mut self, ignored: &mut Vec<Word>) -> Result<Vec<Word>, SyntaxAt> {
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
                Some('(') => return Err(self.error_here(Syntax::NestedList)),
                Some(',') => return Err(self.error_here(Syntax::CommaInList)),
                Some(_) if !separated => return Err(self.error_here(Syntax::MissingSpace)),
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

    /// What is after a member must be a comma or the end.
    fn member_ends(&mut self, value: &MemberValue) -> Result<(), SyntaxAt> {
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
        let space = behind..self.at;
        let range = if space.is_empty() { self.here() } else { space };
        Err((range, syntax))
    }

    /// The comma between two members.
    fn separator(&mut self) -> Result<(), SyntaxAt> {
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
}

/// How far a comma outside strings and lists is looked for. Without a bound, many open lists would each be read to the end.
const RECOVERY: usize = 1024;

/// Where the member that begins at `start` and has an error at `at` ends: at the next comma outside strings and lists, or,
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
