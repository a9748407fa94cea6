//! The field that is a list of one inner list.

use std::ops::Range;

use super::bare_item::SyntaxAt;
use crate::ground::word::{InnerList, Site};
use crate::text::cursor::Cursor;
use crate::text::syntax::{Syntax, SyntaxError};

/// The one inner list of a field, what is wrong with its syntax, and where every word was.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SingleList {
    /// The list, if there is one.
    pub list: Option<InnerList>,
    /// The errors that keep browsers from reading the field.
    pub errors: Vec<SyntaxError>,
    /// The byte range of each site, from the first that was asked for; that of a string covers its quotes.
    pub ranges: Vec<Range<usize>>,
}

/// Reads the one inner list of a field, with its parameters; sites count from `first`.
///
/// inner-list = "(" *SP [ sf-item *( 1*SP sf-item ) *SP ] ")" parameters
///
/// <https://www.rfc-editor.org/rfc/rfc9651#section-4.2.1.2>
#[must_use]
pub fn split_inner_list(text: &str, first: Site) -> SingleList {
    let mut reader = Cursor::new(text, first);
    let mut errors = Vec::new();
    reader.skip_white_space();
    let start = reader.at;
    let mut list = None;
    if !reader.rest().is_empty() {
        match reader.single_list() {
            Ok(found) => list = Some(found),
            Err((range, syntax)) => {
                reader.at = text.len();
                errors.push(reader.error(start, range, syntax));
            }
        }
    }
    SingleList {
        list,
        errors,
        ranges: reader.sites.ranges,
    }
}

impl Cursor<'_> {
    /// inner-list, with nothing after it.
    fn single_list(&mut self) -> Result<InnerList, SyntaxAt> {
        if self.peek() != Some('(') {
            return Err((self.at..self.text.trim_end().len(), Syntax::NoList));
        }
        let mut item_parameters = Vec::new();
        let items = self.inner_list(&mut item_parameters)?;
        let parameters = self.closing_parameters()?;
        let end = self.at;
        self.skip_white_space();
        match self.peek() {
            None => Ok(InnerList {
                items,
                parameters,
                item_parameters,
            }),
            Some(';') => Err((end..self.at, Syntax::SpaceBeforeSemicolon)),
            Some(_) => Err((self.at..self.text.trim_end().len(), Syntax::SecondItem)),
        }
    }
}
