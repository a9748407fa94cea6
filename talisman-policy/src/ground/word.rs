//! Words with places: what both front ends hand over. Nothing here knows what a word means.

use std::ops::Range;

/// The number of a word, in the order in which the front end found it.
///
/// Only the front end knows what it stands for: a token's span in a macro, a byte range in a text.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Site(pub u32);

/// How a word was written, and so how a remedy for it must be written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Spelling {
    /// A bare word among Rust tokens: `self`, `strict-dynamic`, `https:`, `*`.
    Bare,
    /// A string literal that holds exactly one word: `"https://cdn.example.com"`.
    Literal,
    /// A run of a serialized field value: `'self'`.
    Text,
    /// Sent as it is on purpose, among Rust tokens: `unchecked("..")`. Only its bytes are checked.
    UncheckedLiteral,
    /// Sent as it is on purpose, in a serialized field value: `unchecked(..)`. Only its bytes are checked.
    UncheckedText,
}

impl Spelling {
    /// Whether the word must be sent as it is.
    #[must_use]
    pub const fn is_unchecked(self) -> bool {
        matches!(self, Self::UncheckedLiteral | Self::UncheckedText)
    }

    /// Whether a remedy for the word is written in the macro's words.
    #[must_use]
    pub const fn is_of_tokens(self) -> bool {
        matches!(self, Self::Bare | Self::Literal | Self::UncheckedLiteral)
    }

    /// Writes a keyword-source such as `'self'` as this spelling has it.
    #[must_use]
    pub fn keyword(self, quoted: &str) -> String {
        if self.is_of_tokens() {
            quoted.trim_matches('\'').to_owned()
        } else {
            quoted.to_owned()
        }
    }

    /// Writes a scheme-source as this spelling has it; `scheme` has no colon.
    #[must_use]
    pub fn scheme(self, scheme: &str) -> String {
        format!("{scheme}:")
    }

    /// Writes what must be sent unchecked as this spelling has it.
    #[must_use]
    pub fn unchecked(self, text: &str) -> String {
        if self.is_of_tokens() {
            format!("unchecked(\"{text}\")")
        } else {
            format!("unchecked({text})")
        }
    }

    /// Writes a word that is not a keyword, such as a host-source, as this spelling has it.
    #[must_use]
    pub fn word(self, text: &str) -> String {
        if self.is_of_tokens() {
            format!("\"{text}\"")
        } else {
            text.to_owned()
        }
    }
}

/// A word: a directive's name, a source expression, a token.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Word {
    /// What was written, without the quotes of a Rust literal.
    pub text: String,
    /// How it was written.
    pub spelling: Spelling,
    /// Which word it is.
    pub site: Site,
}

impl Word {
    /// A word of a serialized field value.
    #[must_use]
    pub fn text(text: &str, site: Site) -> Self {
        Self {
            text: text.to_owned(),
            spelling: Spelling::Text,
            site,
        }
    }

    /// Whether the word is `other`, whatever the case of its ASCII letters.
    #[must_use]
    pub fn is(&self, other: &str) -> bool {
        self.text.eq_ignore_ascii_case(other)
    }
}

/// A name and what belongs to it: a directive with its value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Statement {
    /// The directive's name.
    pub name: Word,
    /// The words of its value.
    pub values: Vec<Word>,
}

/// The bytes of `text` from `start` up to `end`, as a place inside a word.
pub(crate) fn within(text: &str, range: Range<usize>) -> Range<u32> {
    let clamp = |at: usize| u32::try_from(at.min(text.len())).unwrap_or(u32::MAX);
    clamp(range.start)..clamp(range.end)
}

/// A member of a structured-field dictionary, RFC 9651 section 3.2: a feature with its allowlist.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Member {
    /// The member-key.
    pub key: Word,
    /// What is after its `=`, or its colon among Rust tokens.
    pub value: MemberValue,
    /// The parameters after the value.
    pub parameters: Vec<(Word, Option<Word>)>,
    /// The names of those after single items of its list, which no field reads.
    pub item_parameters: Vec<Word>,
}

/// A structured field that is one item, RFC 9651 section 3.3: a token with what belongs to it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Item {
    /// The value.
    pub value: Word,
    /// The parameters after it.
    pub parameters: Vec<(Word, Option<Word>)>,
}

/// A structured field that is a list of one inner list, RFC 9651 section 3.1.1.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InnerList {
    /// The items.
    pub items: Vec<Word>,
    /// The parameters of the list.
    pub parameters: Vec<(Word, Option<Word>)>,
    /// The names of the parameters of single items, which no field reads.
    pub item_parameters: Vec<Word>,
}

/// The value of a dictionary's member.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum MemberValue {
    /// Nothing: a bare key, which means the Boolean true.
    Absent,
    /// One item.
    Item(Word),
    /// An inner list.
    List(Vec<Word>),
}
