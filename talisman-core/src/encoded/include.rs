//! A fragment in a policy, put together by const code: the words that the policy gets, as those of one more level above it.
//!
//! It decides what the language decides of an extension while a program runs, and a test holds the two together.

use super::Encoded;
use super::cursor::{Cursor, Word};
use super::kind::{DirectiveField, Kind};
use super::list::{Added, List};
use super::search::{has, sends};

/// How much room there must be for what a policy gets of a fragment.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// For the words of a directive.
    pub words: usize,
    /// For the text, in bytes.
    pub text: usize,
    /// For the index, in bytes.
    pub index: usize,
}

/// The room for a fragment that its author calls `name`. Lengths are added up and not words: every step costs the user's compiler.
#[must_use]
pub const fn room(policy: &Encoded, fragment: &Encoded, name: &str) -> Room {
    let (mut text, mut index) = (0, 0);
    let mut level = Some(policy);
    while let Some(part) = level {
        text += part.text.len();
        index += part.index.len();
        level = part.base;
    }
    // A directive may come with the words of its fallback, and its name is written three times at most.
    let mut directives = 1;
    let mut letters = fragment.index;
    while let [letter, _, _, _, rest @ ..] = letters {
        if *letter == Kind::Append as u8 || *letter == Kind::InPlace as u8 {
            directives += 1;
        }
        letters = rest;
    }
    Room {
        words: (index + fragment.index.len()) / WORD,
        text: directives * (text + 3 * fragment.text.len()) + name.len() + LONGEST_FIELD_NAME,
        index: directives * (index + fragment.index.len() + 4 * WORD) + 2 * WORD,
    }
}

/// How long the entry of a word in the index is, in bytes.
const WORD: usize = 4;

/// The name of a field and the byte after it, and `'none'` that is taken away, for each of a few directives.
const LONGEST_FIELD_NAME: usize = 64;

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

/// What a policy gets of a fragment: the encoded words, with room behind them.
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

/// What a policy gets of a fragment that its author calls `name`; the parameters are what [`room`] says.
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
    let mut field = field;
    if !sends(policy, field) {
        field = DirectiveField::ReportOnly;
        included.is_sent = sends(policy, field);
    }
    included.word(field.kind() as u8, field.field_name().as_bytes());
    included.word(Kind::Fragment as u8, name.as_bytes());
    let mut words = fragment.words();
    let mut added = words;
    while let Some(word) = words.next_name() {
        match word.kind {
            Kind::Append => added = words,
            Kind::InPlace if has(policy, field, word.text(), "") => {}
            _ => continue,
        }
        let after = after::<WORDS>(policy, field, fragment, word.text(), Some(added));
        included.directive(word, &after, (policy, fragment));
    }
    included
}

/// The room for all words of a policy and of its bases.
#[must_use]
pub const fn flat_room(policy: &Encoded) -> Room {
    room(policy, &Encoded::EMPTY, "")
}

/// A Content-Security-Policy alone with its fragments, as one level; the parameters are what [`flat_room`] says.
#[must_use]
pub const fn flat<const TEXT: usize, const INDEX: usize>(
    policy: &Encoded,
) -> Included<TEXT, INDEX> {
    let mut included = Included::EMPTY;
    let field = DirectiveField::Enforced;
    included.word(field.kind() as u8, field.field_name().as_bytes());
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
        let (text, index) = self.words();
        Encoded::joined(text, index)
    }

    /// The text and the index.
    ///
    /// # Panics
    ///
    /// If there was not room enough: while compiling, and never with that of [`room`].
    const fn words(&'static self) -> (&'static str, &'static [u8]) {
        assert!(
            self.text_length <= TEXT && self.index_length <= INDEX,
            "there is no room for a fragment"
        );
        let (text, _) = self.text.split_at(self.text_length);
        let (index, _) = self.index.split_at(self.index_length);
        match std::str::from_utf8(text) {
            Ok(text) => (text, index),
            Err(_) => ("", &[]),
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
                self.word(word.kind as u8, word.bytes());
            }
        }
    }

    /// The policy with the words.
    #[must_use]
    pub const fn on(&'static self, policy: &'static Encoded) -> Encoded {
        let (text, index) = self.words();
        Encoded::derived(policy, text, index)
    }

    /// What is done to a directive of the policy.
    const fn directive<const WORDS: usize>(
        &mut self,
        name: Word,
        after: &After<WORDS>,
        (policy, fragment): (&Encoded, &Encoded),
    ) {
        self.cuts |= after.cuts;
        let list = &after.list;
        if list.length == after.before {
            return;
        }
        self.adds = true;
        let none = match list.none() {
            Some(none) => none,
            None => usize::MAX,
        };
        if !after.is_own {
            self.word(Kind::Set as u8, name.bytes());
            let mut at = 0;
            while at < after.before {
                if at != none {
                    let (kind, word) = list.word(at, policy, fragment);
                    self.word(kind, word);
                }
                at += 1;
            }
        } else if none != usize::MAX {
            self.word(Kind::Remove as u8, name.bytes());
            let (kind, word) = list.word(none, policy, fragment);
            self.word(kind, word);
        }
        self.word(Kind::Append as u8, name.bytes());
        let mut at = after.before;
        while at < list.length {
            let (kind, word) = list.word(at, policy, fragment);
            self.word(kind, word);
            at += 1;
        }
    }

    /// Adds a word, or only its length where there is no room.
    #[allow(clippy::cast_possible_truncation, reason = "each is one byte of it")]
    const fn word(&mut self, kind: u8, mut word: &[u8]) {
        let length = word.len();
        let (text, index) = (self.text_length, self.index_length);
        if index + 4 <= INDEX {
            self.index[index] = kind;
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

/// A directive of a policy, or one that it gets by a fragment; `added` is what the fragment has for it: its words, and after
/// them its fallbacks.
const fn after<const WORDS: usize>(
    policy: &Encoded,
    field: DirectiveField,
    fragment: &Encoded,
    name: &str,
    added: Option<Cursor>,
) -> After<WORDS> {
    let mut list = List::<WORDS>::of(policy, Some(field), name);
    let is_own = list.is_there;
    if let (Some(added), false) = (added, is_own) {
        let mut fallbacks = added;
        while let Some((kind, fallback)) = next_fallback(&mut fallbacks) {
            let added = fragment.words().after(Kind::Append, fallback);
            let fallback = after::<WORDS>(policy, field, fragment, fallback, added);
            if fallback.list.is_there {
                list = fallback.list.copied(kind);
                break;
            }
        }
    }
    let before = list.length;
    let mut cuts = false;
    if let (Some(mut added), true) = (added, list.is_there) {
        let mut vouches = false;
        while let Some(word) = added.next_value() {
            vouches |= matches!(word.kind, Kind::Hash | Kind::Nonce);
            let is_left_out = matches!(list.add(word, policy, fragment), Added::Not);
            cuts |= is_left_out && matches!(word.kind, Kind::Cut);
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

const fn next_fallback(words: &mut Cursor) -> Option<(Kind, &'static str)> {
    match words.next_name() {
        Some(word) if word.kind.is_fallback() => Some((word.kind, word.text())),
        _ => None,
    }
}
