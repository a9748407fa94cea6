//! Writes words in the encoded form.

use super::directive::Directive;
use super::kind::{DirectiveField, Kind};

/// The words so far.
#[derive(Clone, Debug, Default)]
pub struct Encoder {
    text: String,
    index: Vec<u8>,
    /// Where the words of constants go.
    constants: Vec<(usize, usize)>,
}

impl Encoder {
    /// Every word.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Their kinds and lengths.
    #[must_use]
    pub fn index(&self) -> &[u8] {
        &self.index
    }

    /// The text and the index between the constants, whose words go between each two of these.
    #[must_use]
    pub fn pieces(&self) -> Vec<(&str, &[u8])> {
        let (mut text, mut index) = (self.text.as_str(), self.index.as_slice());
        let mut pieces = Vec::new();
        for (in_text, in_index) in self.constants.iter().rev() {
            let (before, after) = text.split_at(*in_text);
            let (before_index, after_index) = index.split_at(*in_index);
            pieces.push((after, after_index));
            (text, index) = (before, before_index);
        }
        pieces.push((text, index));
        pieces.reverse();
        pieces
    }

    /// A field that is set.
    pub fn field(&mut self, name: &str, value: &str) {
        self.word(Kind::Field, &format!("{name}: {value}"), '\n');
    }

    /// A word that is not sent.
    pub fn note(&mut self, kind: Kind, word: &str) {
        self.word(kind, word, '\n');
    }

    /// A field that is not sent.
    pub fn off(&mut self, name: &str) {
        self.word(Kind::Off, name, '\n');
    }

    /// Begins the directives of a field.
    pub fn begin(&mut self, field: DirectiveField) {
        self.word(field.kind(), field.field_name(), ':');
    }

    /// Makes the enforced CSP the one that only reports, and begins its directives.
    pub fn begin_moved(&mut self) {
        self.word(Kind::Move, DirectiveField::ReportOnly.field_name(), ':');
    }

    /// Directives that a constant has which only the compiler sees.
    pub fn constant(&mut self) {
        self.constants.push((self.text.len(), self.index.len()));
    }

    /// A directive, and what is done with it.
    pub fn directive<T: AsRef<str>>(&mut self, operator: Kind, directive: &Directive<T>) {
        // The separator of the word before it.
        // Nothing reads this byte: it makes the literal readable in expanded code.
        if self.text.ends_with(' ') {
            self.text.pop();
            self.text.push(';');
        }
        self.word(operator, directive.name.as_ref(), ' ');
        for (kind, word) in &directive.words {
            self.word(*kind, word.as_ref(), ' ');
        }
    }

    /// Adds a word and the byte after it.
    ///
    /// # Panics
    ///
    /// If a field may not carry one of its bytes. The grammar has refused those before; nothing looks at the bytes again
    /// between here and the running program.
    fn word(&mut self, kind: Kind, word: &str, after: char) {
        assert!(
            word.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~')),
            "a field cannot carry {word:?}"
        );
        let length = word.len().to_be_bytes();
        // The index has three bytes for it.
        let (too_long, length) = length.split_at(length.len() - 3);
        assert!(
            too_long.iter().all(|byte| *byte == 0),
            "no literal is that long"
        );
        self.index.push(kind as u8);
        self.index.extend_from_slice(length);
        self.text.push_str(word);
        self.text.push(after);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Encoded;
    use super::*;

    fn words(encoder: Encoder) -> Vec<(Kind, &'static str)> {
        let mut cursor = Encoded::whole(encoder.text.leak(), encoder.index.leak()).words();
        std::iter::from_fn(|| cursor.next())
            .map(|word| (word.kind, word.text()))
            .collect()
    }

    #[test]
    fn every_word_comes_back_with_its_kind() {
        let mut encoder = Encoder::default();
        encoder.begin(DirectiveField::Enforced);
        encoder.directive(
            Kind::Set,
            &Directive {
                name: "script-src",
                words: vec![(Kind::Nonce, "'nonce-'"), (Kind::Void, "'unsafe-inline'")],
            },
        );
        encoder.directive(Kind::Drop, &Directive::named("sandbox"));
        encoder.field("x-frame-options", "DENY");
        encoder.off("referrer-policy");
        assert_eq!(
            words(encoder),
            [
                (Kind::Enforced, "content-security-policy"),
                (Kind::Set, "script-src"),
                (Kind::Nonce, "'nonce-'"),
                (Kind::Void, "'unsafe-inline'"),
                (Kind::Drop, "sandbox"),
                (Kind::Field, "x-frame-options: DENY"),
                (Kind::Off, "referrer-policy"),
            ]
        );
    }

    #[test]
    fn a_word_longer_than_two_bytes_can_count_keeps_its_length() {
        let mut encoder = Encoder::default();
        let value = "a".repeat(65_544);
        encoder.field("x-long", &value);
        assert_eq!(encoder.index, [b'F', 1, 0, 16]);
        assert_eq!(
            words(encoder),
            [(Kind::Field, &*format!("x-long: {value}"))]
        );
    }

    #[test]
    #[should_panic(expected = "a field cannot carry")]
    fn a_byte_that_no_field_carries_does_not_reach_the_program() {
        Encoder::default().field("x-split", "a\r\nset-cookie: b");
    }
}
