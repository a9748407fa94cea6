//! A fragment in a policy, put together by const code: the words that the policy gets, as those of one more level above it.
//!
//! It decides what the language decides of an extension while a program runs, and a test holds the two together.

use super::cursor::{Cursor, Word};
use super::kind::{DirectiveField, Kind};
use super::list::List;
use super::search::{has, sends};
use super::{Encoded, word_count};

/// How many words a directive can have once it has those of a fragment.
#[must_use]
pub const fn room(policy: &Encoded, fragment: &Encoded) -> usize {
    word_count(policy) + word_count(fragment)
}

/// What an include can come to that must be said of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Inclusion {
    /// The policy does not send the field.
    WithoutPolicy,
    /// The policy gets nothing.
    AddsNothing,
    /// Hosts of scripts are left out.
    CutsScripts,
}

/// What a policy gets of a fragment: the encoded words, or their lengths where `TEXT` and `INDEX` are 0.
#[derive(Clone, Copy, Debug)]
pub struct Included<const TEXT: usize, const INDEX: usize> {
    text: [u8; TEXT],
    index: [u8; INDEX],
    /// How long the text is.
    pub text_length: usize,
    /// How long the index is.
    pub index_length: usize,
    /// Whether the policy sends the field.
    pub is_sent: bool,
    /// Whether the policy gets anything.
    pub adds: bool,
    /// Whether hosts of scripts are left out because browsers ignore them beside a [`Kind::Dynamic`] word, and nothing else in
    /// the fragment lets those scripts run.
    pub cuts: bool,
}

/// What a policy gets of a fragment that its author calls `name`; `WORDS` is [`room`].
///
/// The field that only reports takes the place of the enforced one where that is not sent.
#[must_use]
pub const fn include<const WORDS: usize, const TEXT: usize, const INDEX: usize>(
    policy: &Encoded,
    fragment: &Encoded,
    field: DirectiveField,
    name: &str,
) -> Included<TEXT, INDEX> {
    let mut included = Included::EMPTY;
    if policy.is_refused() || fragment.is_refused() {
        included.adds = true;
        return included;
    }
    let field = if sends(policy, field) {
        field
    } else {
        DirectiveField::ReportOnly
    };
    included.is_sent = sends(policy, field);
    included.word(field.kind(), field.field_name().as_bytes());
    included.word(Kind::Fragment, name.as_bytes());
    let mut words = fragment.words();
    while let Some(word) = words.next_name() {
        if matches!(word.kind, Kind::Append) {
            let after = after::<WORDS>(policy, field, fragment, word.text());
            included.directive(word, &after);
        }
    }
    included
}

/// A Content-Security-Policy alone with its fragments, as one level.
#[must_use]
pub const fn flat<const TEXT: usize, const INDEX: usize>(
    policy: &Encoded,
) -> Included<TEXT, INDEX> {
    let mut included = Included::EMPTY;
    let field = DirectiveField::Enforced;
    included.word(field.kind(), field.field_name().as_bytes());
    included.level(policy, policy);
    included
}

impl<const TEXT: usize, const INDEX: usize> Included<TEXT, INDEX> {
    const EMPTY: Self = Self {
        text: [b' '; TEXT],
        index: [0; INDEX],
        text_length: 0,
        index_length: 0,
        is_sent: true,
        adds: false,
        cuts: false,
    };

    /// Whether it comes to this.
    #[must_use]
    pub const fn is(&self, inclusion: Inclusion) -> bool {
        match inclusion {
            Inclusion::WithoutPolicy => !self.is_sent,
            Inclusion::AddsNothing => self.is_sent && !self.adds && !self.cuts,
            Inclusion::CutsScripts => self.cuts,
        }
    }

    /// A policy by itself.
    #[must_use]
    pub const fn whole(&'static self) -> Encoded {
        match std::str::from_utf8(&self.text) {
            Ok(text) => Encoded::joined(text, &self.index),
            Err(_) => Encoded::EMPTY,
        }
    }

    /// The words of a policy, and before them those below; without what fragments take away.
    const fn level(&mut self, level: &Encoded, policy: &Encoded) {
        if let Some(base) = level.base {
            self.level(base, policy);
        }
        let (mut directive, mut is_kept) = ("", false);
        let mut words = level.words();
        while let Some(word) = words.next() {
            if word.kind.is_operator() {
                directive = word.text();
                is_kept = !matches!(word.kind, Kind::Remove);
            } else if !word.kind.is_value() {
                is_kept = matches!(word.kind, Kind::Fragment);
            }
            let is_gone = matches!(word.kind, Kind::Word)
                && word.is("'none'")
                && !has(policy, DirectiveField::Enforced, directive, "'none'");
            if is_kept && !is_gone {
                self.word(word.kind, word.bytes());
            }
        }
    }

    /// The policy with the words.
    #[must_use]
    pub const fn on(&'static self, policy: &'static Encoded) -> Encoded {
        match std::str::from_utf8(&self.text) {
            Ok(text) => Encoded::derived(policy, text, &self.index),
            Err(_) => *policy,
        }
    }

    /// What is done to a directive of the policy.
    const fn directive<const WORDS: usize>(&mut self, name: Word, after: &After<WORDS>) {
        self.cuts |= after.cuts;
        let List { words, length, .. } = &after.list;
        if *length == after.before {
            return;
        }
        self.adds = true;
        let none = after.list.none();
        if after.is_own {
            if let Some(none) = none {
                self.word(Kind::Remove, name.bytes());
                self.word(Kind::Word, none.bytes());
            }
        } else {
            self.word(Kind::Set, name.bytes());
            let mut at = 0;
            while at < after.before {
                let (kind, word) = words[at];
                if !matches!((kind, none), (Kind::Word, Some(none)) if word.says(none)) {
                    self.word(kind, word.bytes());
                }
                at += 1;
            }
        }
        self.word(Kind::Append, name.bytes());
        let mut at = after.before;
        while at < *length {
            let (kind, word) = words[at];
            self.word(kind, word.bytes());
            at += 1;
        }
    }

    /// Adds a word, or only its length.
    #[allow(clippy::cast_possible_truncation, reason = "each is one byte of it")]
    const fn word(&mut self, kind: Kind, mut word: &[u8]) {
        let length = word.len();
        let (text, index) = (self.text_length, self.index_length);
        if index + 4 <= INDEX {
            self.index[index] = kind as u8;
            self.index[index + 1] = (length >> 16) as u8;
            self.index[index + 2] = (length >> 8) as u8;
            self.index[index + 3] = length as u8;
        }
        if text + length < TEXT {
            let mut at = text;
            while let [byte, rest @ ..] = word {
                self.text[at] = *byte;
                (at, word) = (at + 1, rest);
            }
        }
        self.index_length = index + 4;
        self.text_length = text + length + 1;
    }
}

/// A directive with a fragment.
struct After<const WORDS: usize> {
    list: List<WORDS>,
    /// Whether the policy has the directive itself.
    is_own: bool,
    /// How many of the words are not the fragment's.
    before: usize,
    /// See [`Included::cuts`].
    cuts: bool,
}

/// A directive of a policy, or one that it gets by a fragment.
const fn after<const WORDS: usize>(
    policy: &Encoded,
    field: DirectiveField,
    fragment: &Encoded,
    name: &str,
) -> After<WORDS> {
    let mut list = List::<WORDS>::of(policy, Some(field), name);
    let is_own = list.is_there;
    let added = added(fragment, name);
    if let (Some(added), false) = (added, is_own) {
        let mut fallbacks = added;
        while let Some((kind, fallback)) = next_fallback(&mut fallbacks) {
            let fallback = after::<WORDS>(policy, field, fragment, fallback);
            if fallback.list.is_there {
                list = fallback.list.copied(kind);
                break;
            }
        }
    }
    let before = list.length;
    let mut cuts = false;
    if let (Some(mut added), true) = (added, list.is_there) {
        let is_dynamic = list.has_kind(Kind::Dynamic);
        let mut vouches = false;
        while let Some(word) = added.next_value() {
            vouches |= matches!(word.kind, Kind::Hash | Kind::Nonce);
            cuts |= is_dynamic && matches!(word.kind, Kind::Cut) && !list.has(word.kind, word);
            if !list.has(word.kind, word) && list.opens(word.kind) {
                list.push(word.kind, word);
            }
        }
        cuts &= !vouches;
    }
    // Where nothing is added, the fallback goes on to decide.
    list.is_there &= is_own || list.length > before;
    After {
        list,
        is_own,
        before,
        cuts,
    }
}

/// What a fragment has for a directive: its words, and after them its fallbacks.
const fn added(fragment: &Encoded, name: &str) -> Option<Cursor> {
    let mut words = fragment.words();
    while let Some(word) = words.next_name() {
        if matches!(word.kind, Kind::Append) && word.is(name) {
            return Some(words);
        }
    }
    None
}

const fn next_fallback(words: &mut Cursor) -> Option<(Kind, &'static str)> {
    match words.next_name() {
        Some(word) if word.kind.is_fallback() => Some((word.kind, word.text())),
        _ => None,
    }
}
