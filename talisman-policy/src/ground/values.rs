//! The words of a value, for readers that want some of them: what a reader leaves over is reported here, and no reader can
//! forget it.

use crate::ground::diagnostic::Diagnostics;
use crate::ground::tokens;
use crate::ground::word::Word;

/// The words of one value, taken from the front.
pub(crate) struct Values<'a> {
    rest: std::slice::Iter<'a, Word>,
    last: Option<&'a Word>,
}

impl<'a> Values<'a> {
    /// The next word.
    pub(crate) fn take(&mut self) -> Option<&'a Word> {
        let next = self.rest.next();
        if next.is_some() {
            self.last = next;
        }
        next
    }

    /// The next word, if it is one that the reader wants.
    pub(crate) fn take_if(&mut self, is_wanted: impl FnOnce(&Word) -> bool) -> Option<&'a Word> {
        let next = self.rest.as_slice().first();
        next.filter(|word| is_wanted(word))
            .and_then(|_| self.take())
    }

    fn report_the_rest(&self, out: &mut Diagnostics) {
        if let (Some(last), Some(word)) = (self.last, self.rest.as_slice().first()) {
            let (found, value) = (word.text.clone(), last.text.clone());
            out.report(word, tokens::Problem::Leftover { found, value });
        }
    }
}

/// Reads a value, and reports the first word that the reader did not take: one slip, one message.
pub(crate) fn read_values<'a, T>(
    words: &'a [Word],
    out: &mut Diagnostics,
    read: impl FnOnce(&mut Values<'a>, &mut Diagnostics) -> T,
) -> T {
    let mut values = Values {
        rest: words.iter(),
        last: None,
    };
    let value = read(&mut values, out);
    values.report_the_rest(out);
    value
}
