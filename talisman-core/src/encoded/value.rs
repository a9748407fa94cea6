//! The value of a field, put together by const code, so that a constant can hold it.
//!
//! It takes as many steps as the policy has words, times itself, which is microseconds. The program itself uses
//! [`serialize`](super::serialize), on the same words.

use super::kind::DirectiveField;
use super::search::sent_field;
use super::steps::{Change, Step, Steps};
use super::{Encoded, Word};
use crate::text::same;

/// How many words a policy has with those of its bases: the room that [`value`] needs.
#[must_use]
pub const fn word_count(encoded: &Encoded) -> usize {
    let mut count = match encoded.base {
        Some(base) => word_count(base),
        None => 0,
    };
    let mut words = encoded.words();
    while words.next().is_some() {
        count += 1;
    }
    count
}

/// The length of the value in bytes; `WORDS` is [`word_count`].
///
/// # Panics
///
/// If the policy does not send the field, or the value has a slot: while compiling, for const code calls it.
#[must_use]
#[track_caller]
pub const fn value_length<const WORDS: usize>(encoded: &Encoded, name: &str) -> usize {
    if let Some(field) = DirectiveField::of(name) {
        let directives = directives::<WORDS>(encoded, field);
        let mut at = 0;
        while at < directives.length {
            assert!(
                !directives.parts[at].is_opening(),
                "the value of this field has a slot, for the nonce of each response or for origins: it is not a constant"
            );
            at += 1;
        }
    }
    match super::field_length(encoded, name) {
        Some(length) => length,
        // Of a policy with errors nothing more is said.
        None if encoded.is_refused() => 0,
        None => panic!("the policy does not send this field; names are in lower case"),
    }
}

/// The value of a field: `WORDS` is [`word_count`], `LENGTH` is [`value_length`].
#[must_use]
pub const fn value<const WORDS: usize, const LENGTH: usize>(
    encoded: &Encoded,
    name: &str,
) -> [u8; LENGTH] {
    let mut bytes = Bytes {
        bytes: [0; LENGTH],
        length: 0,
    };
    match DirectiveField::of(name) {
        Some(field) => {
            let parts = directives::<WORDS>(encoded, field);
            let mut at = 0;
            while at < parts.length {
                let part = parts.parts[at];
                if let Some(word) = part.word {
                    bytes.push(field.assigns_with() as u8);
                    bytes.extend(word.text());
                } else {
                    if at > 0 {
                        bytes.extend("; ");
                    }
                    bytes.extend(part.directive);
                }
                at += 1;
            }
        }
        None => {
            if let Some((word, _)) = sent_field(encoded, name) {
                bytes.extend(word.after(name.len() + ": ".len()));
            }
        }
    }
    bytes.bytes
}

struct Bytes<const LENGTH: usize> {
    bytes: [u8; LENGTH],
    length: usize,
}

impl<const LENGTH: usize> Bytes<LENGTH> {
    const fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.length += 1;
    }

    const fn extend(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        while let [byte, others @ ..] = rest {
            self.push(*byte);
            rest = others;
        }
    }
}

/// The directives of a field, each a part without a word, and after it its words.
struct Directives<const WORDS: usize> {
    parts: [Part; WORDS],
    length: usize,
}

#[derive(Clone, Copy)]
struct Part {
    directive: &'static str,
    word: Option<Word>,
}

/// Every word changes what the words before it gave, as in [`field_length`](super::field_length).
const fn directives<const WORDS: usize>(
    encoded: &Encoded,
    field: DirectiveField,
) -> Directives<WORDS> {
    let mut steps = Steps::of(encoded, field);
    let mut sent = of_base::<WORDS>(encoded, steps.from());
    while let Some(step) = steps.next() {
        match step {
            Step::Restart(from) => sent = of_base::<WORDS>(encoded, from),
            Step::Set(name) => sent.set(name.text()),
            Step::Drop(name) => sent.drop_directive(name.text()),
            Step::Value(Change::Remove, directive, word) => sent.remove(directive, word),
            Step::Value(Change::Append, directive, word) if sent.has(directive, word) => {}
            Step::Value(Change::Append | Change::Set, directive, word) => {
                sent.insert(directive, word);
            }
        }
    }
    sent
}

const fn of_base<const WORDS: usize>(
    encoded: &Encoded,
    from: Option<DirectiveField>,
) -> Directives<WORDS> {
    match (encoded.base, from) {
        (Some(base), Some(field)) => directives(base, field),
        _ => Directives::EMPTY,
    }
}

impl<const WORDS: usize> Directives<WORDS> {
    const EMPTY: Self = Self {
        parts: [Part {
            directive: "",
            word: None,
        }; WORDS],
        length: 0,
    };

    /// Where the parts of a directive begin and end; both at the end if it is not there.
    const fn range(&self, directive: &str) -> (usize, usize) {
        let mut start = 0;
        while start < self.length && !same(self.parts[start].directive, directive) {
            start += 1;
        }
        let mut end = start;
        while end < self.length && same(self.parts[end].directive, directive) {
            end += 1;
        }
        (start, end)
    }

    /// Takes parts away.
    const fn cut(&mut self, start: usize, end: usize) {
        let mut at = end;
        while at < self.length {
            self.parts[start + at - end] = self.parts[at];
            at += 1;
        }
        self.length -= end - start;
    }

    /// A directive without words, where it was or at the end.
    const fn set(&mut self, directive: &'static str) {
        let (start, end) = self.range(directive);
        if start == end {
            self.parts[self.length] = Part {
                directive,
                word: None,
            };
            self.length += 1;
        } else {
            self.cut(start + 1, end);
        }
    }

    const fn drop_directive(&mut self, directive: &str) {
        let (start, end) = self.range(directive);
        self.cut(start, end);
    }

    const fn insert(&mut self, directive: &'static str, word: Word) {
        let (start, end) = self.range(directive);
        // A change of what is not there was refused.
        if start == end {
            return;
        }
        let mut at = self.length;
        while at > end {
            self.parts[at] = self.parts[at - 1];
            at -= 1;
        }
        self.parts[end] = Part {
            directive,
            word: Some(word),
        };
        self.length += 1;
    }

    const fn has(&self, directive: &str, word: Word) -> bool {
        let (mut at, end) = self.range(directive);
        while at < end {
            if self.parts[at].is(word) {
                return true;
            }
            at += 1;
        }
        false
    }

    const fn remove(&mut self, directive: &str, word: Word) {
        // A word may be there twice, once as a slot and once unchecked: all that are the same go.
        let (mut at, mut end) = self.range(directive);
        while at < end {
            if self.parts[at].is(word) {
                self.cut(at, at + 1);
                end -= 1;
            } else {
                at += 1;
            }
        }
    }
}

impl Part {
    /// Whether this is the same word. A slot is not a word that is spelled like one.
    const fn is(&self, word: Word) -> bool {
        match self.word {
            Some(own) => own.kind.is_opening() == word.kind.is_opening() && word.is(own.text()),
            None => false,
        }
    }

    const fn is_opening(&self) -> bool {
        match self.word {
            Some(word) => word.kind.is_opening(),
            None => false,
        }
    }
}
