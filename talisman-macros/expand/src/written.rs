//! The words of a policy and their index, in the letters that `talisman_runtime` reads (its module `written` says why).

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use talisman_policy::Field;
use talisman_policy::headers::csp::{Disposition, Edit, Keyword, Operator};
use talisman_policy::policy::{Changes, CspChange, FieldChange};

/// The words so far.
#[derive(Default)]
pub(crate) struct Written {
    text: String,
    index: Vec<u8>,
}

impl Written {
    /// Every field of a policy.
    pub(crate) fn whole(fields: &[Field]) -> Self {
        let mut written = Self::default();
        for field in fields {
            written.field(field);
        }
        written
    }

    /// What differs from a base.
    pub(crate) fn changes(changes: &Changes) -> Self {
        let mut written = Self::default();
        let enforced = &changes.content_security_policy;
        if changes.only_reports {
            written.moved(enforced);
        } else {
            let report_only = &changes.content_security_policy_report_only;
            written.changed(Disposition::Enforce, enforced);
            written.changed(Disposition::Report, report_only);
        }
        for change in &changes.fields {
            match change {
                FieldChange::Set(field) => written.field(field),
                FieldChange::Off(name) => written.off(name),
            }
        }
        written
    }

    /// The two literals.
    pub(crate) fn tokens(&self) -> TokenStream {
        let (text, index) = (&self.text, Literal::byte_string(&self.index));
        quote!(#text, #index)
    }

    fn field(&mut self, field: &Field) {
        let (text, _) = field.value.template();
        let csp = [Disposition::Enforce, Disposition::Report]
            .into_iter()
            .find(|disposition| field.name == disposition.field_name());
        let Some(disposition) = csp else {
            let kind = if field.https_only { b's' } else { b'f' };
            return self.word(kind, &format!("{}: {text}", field.name), '\n');
        };
        self.word(kind_of(disposition), disposition.field_name(), ':');
        for directive in text.split("; ") {
            let (name, value) = directive.split_once(' ').unwrap_or((directive, ""));
            self.directive(b'=', name, value.split_ascii_whitespace());
        }
    }

    /// A CSP that stays what it is.
    fn changed(&mut self, disposition: Disposition, change: &CspChange) {
        let (kind, name) = (kind_of(disposition), disposition.field_name());
        match change {
            CspChange::Edit(edits) if edits.is_empty() => {}
            CspChange::Edit(edits) => self.edits(kind, name, edits),
            CspChange::Off => self.off(name),
            CspChange::Replace(policy) => {
                self.off(name);
                self.field(&policy.field(disposition));
            }
        }
    }

    /// The enforced CSP, where it only reports from now on.
    fn moved(&mut self, change: &CspChange) {
        let name = Disposition::Report.field_name();
        match change {
            CspChange::Edit(edits) => self.edits(b'M', name, edits),
            CspChange::Off | CspChange::Replace(_) => {
                self.off(Disposition::Enforce.field_name());
                self.changed(Disposition::Report, change);
            }
        }
    }

    fn off(&mut self, name: &str) {
        self.word(b'o', name, '\n');
    }

    fn edits(&mut self, kind: u8, name: &str, edits: &[Edit]) {
        self.word(kind, name, ':');
        for edit in edits {
            self.edit(edit);
        }
    }

    fn edit(&mut self, edit: &Edit) {
        let operator = match edit.operator {
            Operator::Set => b'=',
            Operator::SetIfAbsent => b'?',
            Operator::Append => b'+',
            Operator::Remove => b'-',
            Operator::Drop => b'!',
        };
        let rows = edit.directive.rows();
        let words = rows.iter().map(|row| row.source.as_str());
        let words = words.filter(|word| !word.is_empty() && edit.operator != Operator::Drop);
        self.directive(operator, edit.directive.name().as_str(), words);
    }

    fn directive<'a>(&mut self, operator: u8, name: &str, words: impl Iterator<Item = &'a str>) {
        // The separator of the word before it.
        if self.text.ends_with(' ') {
            self.text.pop();
            self.text.push(';');
        }
        self.word(operator, name, ' ');
        for word in words {
            let kind = match word {
                "'nonce-'" => b'n',
                _ if Keyword::void_beside_nonce().any(|void| void.as_str() == word) => b'v',
                _ => b'w',
            };
            self.word(kind, word, ' ');
        }
    }

    /// Adds a word and the byte behind it.
    ///
    /// # Panics
    ///
    /// If a byte of it is none that a field may carry. The grammar has refused those before: this is where it is held to it,
    /// because nothing behind it looks at the bytes again before the program runs.
    fn word(&mut self, kind: u8, word: &str, behind: char) {
        assert!(
            word.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~')),
            "a field cannot carry {word:?}"
        );
        let length = word.len().to_be_bytes();
        let (too_long, length) = length.split_at(length.len() - 3);
        assert!(
            too_long.iter().all(|byte| *byte == 0),
            "no literal is that long"
        );
        self.index.push(kind);
        self.index.extend_from_slice(length);
        self.text.push_str(word);
        self.text.push(behind);
    }
}

fn kind_of(disposition: Disposition) -> u8 {
    match disposition {
        Disposition::Enforce => b'E',
        Disposition::Report => b'R',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_kind_and_its_length() {
        let csp = "script-src 'nonce-' 'unsafe-inline' https://a.example; sandbox";
        let mut hsts = Field::fixed("strict-transport-security", "max-age=1");
        hsts.https_only = true;
        let written = Written::whole(&[
            Field::fixed("content-security-policy", csp),
            hsts,
            Field::fixed("x-frame-options", "DENY"),
        ]);
        let (mut words, mut at) = (Vec::new(), 0);
        for entry in written.index.chunks(4) {
            let length = usize::from(entry[2]) * 256 + usize::from(entry[3]);
            words.push((char::from(entry[0]), &written.text[at..at + length]));
            at += length + 1;
        }
        assert_eq!(
            words,
            [
                ('E', "content-security-policy"),
                ('=', "script-src"),
                ('n', "'nonce-'"),
                ('v', "'unsafe-inline'"),
                ('w', "https://a.example"),
                ('=', "sandbox"),
                ('s', "strict-transport-security: max-age=1"),
                ('f', "x-frame-options: DENY"),
            ]
        );
        assert_eq!(at, written.text.len());
    }

    #[test]
    fn a_word_longer_than_two_bytes_can_count_keeps_its_length() {
        let value = "a".repeat(65_544);
        let written = Written::whole(&[Field::fixed("x-long", &value)]);
        assert_eq!(written.index, [b'f', 1, 0, 16]);
    }

    #[test]
    #[should_panic(expected = "a field cannot carry")]
    fn a_byte_that_no_field_carries_does_not_reach_the_program() {
        Written::whole(&[Field::fixed("x-split", "a\r\nset-cookie: b")]);
    }
}
