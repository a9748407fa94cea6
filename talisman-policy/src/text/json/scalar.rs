//! The values of JSON that hold no others: strings, numbers, `true`, `false` and `null`.

use super::{Reader, SyntaxAt};
use crate::ground::word::{Spelling, Word};
use crate::headers::json::{JsonSyntax, is_number, string};

impl Reader<'_> {
    /// value = false / null / true / number / string
    ///
    /// A word in other quotes than JSON's, or in none, stays as it is: whether it lacks them is for its member to say.
    pub(super) fn scalar(&mut self) -> Result<Word, SyntaxAt> {
        let start = self.cursor.at;
        let (text, spelling) = match self.cursor.peek() {
            Some('"') => (self.quoted()?, Spelling::Literal),
            _ => (self.unquoted()?.to_owned(), Spelling::Text),
        };
        if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
            let is_wrong = spelling == Spelling::Text && !is_number(&text);
            if is_wrong {
                return Err((start..self.cursor.at, JsonSyntax::Number { found: text }));
            }
        }
        Ok(self.cursor.word_of(start, text, spelling))
    }

    /// string = quotation-mark *char quotation-mark; a name in other quotes or in none is reported and read.
    pub(super) fn string(&mut self) -> Result<Word, SyntaxAt> {
        let start = self.cursor.at;
        let text = if self.cursor.peek() == Some('"') {
            self.quoted()?
        } else {
            let found = self.unquoted()?.to_owned();
            let text = found.trim_matches('\'').to_owned();
            let write = string(&text);
            self.error(start..self.cursor.at, JsonSyntax::Quotes { found, write });
            text
        };
        Ok(self.cursor.word_of(start, text, Spelling::Literal))
    }

    /// What is without quotes, or in single ones, as it was written.
    fn unquoted(&mut self) -> Result<&str, SyntaxAt> {
        let start = self.cursor.at;
        if self.cursor.peek() == Some('\'') {
            self.cursor.bump();
            self.cursor.take_while(|c| !matches!(c, '\'' | '"' | '\n'));
            if self.cursor.bump() != Some('\'') {
                return Err((start..start + 1, JsonSyntax::UnclosedString));
            }
        } else {
            self.cursor
                .take_while(|c| c.is_ascii_alphanumeric() || "_-+.".contains(c));
        }
        if self.cursor.at == start {
            let found = self.cursor.peek().unwrap_or_default();
            return Err((self.cursor.here(), JsonSyntax::Character { found }));
        }
        Ok(self.cursor.since(start))
    }

    /// What the string between two quotation marks stands for.
    fn quoted(&mut self) -> Result<String, SyntaxAt> {
        let start = self.cursor.at;
        self.cursor.bump();
        let mut text = String::new();
        loop {
            let at = self.cursor.at;
            match self.cursor.bump() {
                None => return Err((start..start + 1, JsonSyntax::UnclosedString)),
                Some('"') => return Ok(text),
                Some('\\') => match self.escaped() {
                    Some(c) => text.push(c),
                    None => return Err((at..at + 1, JsonSyntax::Escape)),
                },
                Some(c) if c < ' ' => {
                    return Err((at..self.cursor.at, JsonSyntax::ControlCharacter));
                }
                Some(c) => text.push(c),
            }
        }
    }

    /// What is after a backslash: one of eight characters, or four digits after `u`, twice for a surrogate pair.
    fn escaped(&mut self) -> Option<char> {
        Some(match self.cursor.bump()? {
            c @ ('"' | '\\' | '/') => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.four_digits()?;
                if !(0xD800..0xDC00).contains(&first) {
                    return char::from_u32(first);
                }
                let is_pair = self.cursor.bump() == Some('\\') && self.cursor.bump() == Some('u');
                let second = self
                    .four_digits()
                    .filter(|second| is_pair && (0xDC00..0xE000).contains(second))?;
                char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))?
            }
            _ => return None,
        })
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.cursor.rest().get(..4)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
        self.cursor.at += 4;
        Some(number)
    }
}
