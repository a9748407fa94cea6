//! Words put together while compiling, from what a macro wrote and from constants that it names and cannot see.

use super::Encoded;

/// A part of encoded words: the text, and the index of it.
pub type Piece = (&'static str, &'static [u8]);

/// Words with all their parts: `TEXT` is [`text_length`], `INDEX` is [`index_length`].
#[derive(Debug)]
pub struct Joined<const TEXT: usize, const INDEX: usize> {
    text: [u8; TEXT],
    index: [u8; INDEX],
}

/// The length of the texts in bytes.
#[must_use]
pub const fn text_length(mut pieces: &[Piece]) -> usize {
    let mut length = 0;
    while let [(text, _), rest @ ..] = pieces {
        length += text.len();
        pieces = rest;
    }
    length
}

/// The length of the indexes in bytes.
#[must_use]
pub const fn index_length(mut pieces: &[Piece]) -> usize {
    let mut length = 0;
    while let [(_, index), rest @ ..] = pieces {
        length += index.len();
        pieces = rest;
    }
    length
}

impl<const TEXT: usize, const INDEX: usize> Joined<TEXT, INDEX> {
    /// The parts, one after the other.
    #[must_use]
    pub const fn of(mut pieces: &[Piece]) -> Self {
        let mut joined = Self {
            text: [0; TEXT],
            index: [0; INDEX],
        };
        // Copied byte by byte: const code of Rust 1.85 has no `copy_from_slice`.
        let (mut in_text, mut in_index) = (0, 0);
        while let [(text, index), rest @ ..] = pieces {
            in_text = copy(text.as_bytes(), &mut joined.text, in_text);
            in_index = copy(index, &mut joined.index, in_index);
            pieces = rest;
        }
        joined
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &str {
        match std::str::from_utf8(&self.text) {
            Ok(text) => text,
            // Whole texts, one after the other, are a text.
            Err(_) => "",
        }
    }

    /// The index.
    #[must_use]
    pub const fn index(&self) -> &[u8] {
        &self.index
    }
}

/// Copies bytes to a place, and gives the place after them. `copy_from_slice` is not const on Rust 1.85.
const fn copy(mut from: &[u8], to: &mut [u8], mut at: usize) -> usize {
    while let [byte, rest @ ..] = from {
        to[at] = *byte;
        at += 1;
        from = rest;
    }
    at
}

impl Encoded {
    /// The words of a policy that sends one field of directives, without the one that names the field.
    #[must_use]
    pub const fn directives(&self) -> Piece {
        let mut words = self.words();
        if words.next().is_none() {
            return ("", &[]);
        }
        words.rest()
    }

    /// The same, refused if the other one is.
    #[must_use]
    pub const fn beside(self, other: &Self) -> Self {
        Self {
            refused: self.refused || other.refused,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Directive, DirectiveField, Encoder, Kind};
    use super::*;

    #[test]
    fn a_constant_among_words_is_as_if_it_was_written_there() {
        let directive = Directive {
            name: "default-src",
            words: vec![(Kind::Word, "'self'"), (Kind::Hash, "'sha256-x'")],
        };
        let mut csp = Encoder::default();
        csp.begin(DirectiveField::Enforced);
        csp.directive(Kind::Set, &directive);
        let csp = Encoded::whole(csp.text().to_owned().leak(), csp.index().to_vec().leak());

        let write = |in_place: bool| {
            let mut encoder = Encoder::default();
            encoder.field("x-frame-options", "DENY");
            encoder.begin(DirectiveField::ReportOnly);
            if in_place {
                encoder.directive(Kind::Set, &directive);
            } else {
                encoder.constant();
            }
            encoder.field("referrer-policy", "no-referrer");
            encoder
        };
        let mut pieces = Vec::new();
        let encoder = write(false);
        for (at, (text, index)) in encoder.pieces().into_iter().enumerate() {
            if at > 0 {
                pieces.push(csp.directives());
            }
            pieces.push((text.to_owned().leak(), index.to_vec().leak()));
        }
        assert_eq!((text_length(&pieces), index_length(&pieces)), (117, 24));
        let joined = Joined::<117, 24>::of(&pieces);
        let in_place = write(true);
        assert_eq!(joined.index(), in_place.index());
        // The byte after a word is for readers alone.
        let separated = |text: &str| text.replace([' ', ';', ':', '\n'], " ");
        assert_eq!(separated(joined.text()), separated(in_place.text()));
    }

    #[test]
    fn a_refused_constant_has_no_directives() {
        assert_eq!(Encoded::REFUSED.directives(), ("", &[][..]));
        assert!(Encoded::EMPTY.beside(&Encoded::REFUSED).is_refused());
    }
}
