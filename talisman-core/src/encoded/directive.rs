//! A directive as words with their kinds, and the one serialization of directives.

use super::kind::Kind;
use crate::nonce;

/// A directive: its name and the words of its value, each with its kind.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Directive<T> {
    /// The name.
    pub name: T,
    /// The words, each a [`Kind::is_value`].
    pub words: Vec<(Kind, T)>,
}

impl<T> Directive<T> {
    /// One without a value.
    pub const fn named(name: T) -> Self {
        Self {
            name,
            words: Vec::new(),
        }
    }
}

impl<T> Directive<T> {
    /// The same in other texts.
    pub fn map<U>(self, mut text: impl FnMut(T) -> U) -> Directive<U> {
        let mut words = Vec::new();
        let name = text(self.name);
        for (kind, word) in self.words {
            words.push((kind, text(word)));
        }
        Directive { name, words }
    }
}

impl<T: PartialEq> Directive<T> {
    /// Whether the value has a word. How a word was written does not matter, but an opening is like no other word.
    #[must_use]
    pub fn has(&self, (kind, word): &(Kind, T)) -> bool {
        let is_it =
            |(other, text): &(Kind, T)| text == word && other.is_opening() == kind.is_opening();
        self.words.iter().any(is_it)
    }
}

impl<T: Clone + From<&'static str>> Directive<T> {
    /// The directive as a response has it whose page got no nonce: without what is void beside one, either, so that the policy
    /// stays what it is for every page with the nonce.
    ///
    /// `'strict-dynamic'` goes together with the hosts that it cuts off, which would otherwise be allowed on just the pages
    /// without a nonce: alone it blocks and reports every script, as nothing does. It stays beside a hash, and in `default-src`
    /// beside hosts, which are for images and the rest.
    #[must_use]
    pub fn without_nonce(&self) -> Self {
        let has_nonce = self.words.iter().any(|(kind, _)| *kind == Kind::Nonce);
        let mut directive = self.clone();
        if has_nonce {
            let words = &mut directive.words;
            let has = |wanted| words.iter().any(|(kind, _)| *kind == wanted);
            let vouches = [
                Kind::Word,
                Kind::Unchecked,
                Kind::Hash,
                Kind::StaticNonce,
                Kind::Slot,
            ];
            // An unchecked word counts: nobody knows what it allows.
            let is_alone = has(Kind::Dynamic) && !vouches.into_iter().any(has);
            words.retain(|(kind, _)| match kind {
                Kind::Nonce | Kind::Void => false,
                Kind::Dynamic | Kind::Cut | Kind::CutSlot => !is_alone,
                _ => true,
            });
            // Without a value it would allow nothing either; written out, nobody takes it for a slip.
            if directive.words.is_empty() {
                directive.words.push((Kind::Word, T::from(NONE)));
            }
        }
        directive
    }

    /// The directive as a response has it that fills none of its slots: without them, and `'none'` where nothing else is left.
    #[must_use]
    pub fn unfilled(&self) -> Self {
        let mut directive = self.clone();
        directive.words.retain(|(kind, _)| !kind.is_origin_slot());
        if directive.words.is_empty() && !self.words.is_empty() {
            directive.words.push((Kind::Word, T::from(NONE)));
        }
        directive
    }
}

/// The empty source list.
const NONE: &str = "'none'";

/// What a response writes into a template.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Opening<T> {
    /// Its nonce.
    Nonce,
    /// The origins that fill this slot, each with a space in front.
    Slot(T),
    /// `'none'` with a space in front, if none of the slots before it, in the same place, is filled.
    None,
}

/// The directives of a field, and what a response writes into them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Template<T> {
    /// What is the same in every response.
    pub text: String,
    /// Byte offsets of the text, which ascend, and what goes in there.
    pub openings: Vec<(usize, Opening<T>)>,
}

/// The directives of a field with their openings; `assigns_with` is between a name and its value.
///
/// <https://www.w3.org/TR/CSP3/#grammardef-serialized-policy> and, for Strict-Transport-Security,
/// <https://www.rfc-editor.org/rfc/rfc6797#section-6.1>.
#[must_use]
pub fn template<T: AsRef<str> + Clone>(
    directives: &[Directive<T>],
    assigns_with: char,
) -> Template<T> {
    let (mut text, mut openings) = (String::new(), Vec::new());
    for directive in directives {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(directive.name.as_ref());
        for (kind, word) in &directive.words {
            if kind.is_origin_slot() {
                openings.push((text.len(), Opening::Slot(word.clone())));
                continue;
            }
            text.push(assigns_with);
            text.push_str(word.as_ref());
            if *kind == Kind::Nonce {
                // The base64 value belongs between `'nonce-` and the last quote, which the text has already.
                let at = text.len() - (nonce::SOURCE.len() - nonce::PREFIX.len());
                openings.push((at, Opening::Nonce));
            }
        }
        let words = &directive.words;
        if !words.is_empty() && words.iter().all(|(kind, _)| kind.is_origin_slot()) {
            openings.push((text.len(), Opening::None));
        }
    }
    Template { text, openings }
}

/// The directives of a field as they are sent where no slot is filled, and the byte offsets at which a nonce goes in.
#[must_use]
pub fn serialize<T: AsRef<str> + Clone>(
    directives: &[Directive<T>],
    assigns_with: char,
) -> (String, Vec<usize>) {
    let Template { text, openings } = template(directives, assigns_with);
    let (mut sent, mut nonces, mut from) = (String::with_capacity(text.len()), Vec::new(), 0);
    for (at, opening) in openings {
        sent.push_str(text.get(from..at).unwrap_or_default());
        from = at;
        match opening {
            Opening::Nonce => nonces.push(sent.len()),
            Opening::Slot(_) => {}
            Opening::None => {
                sent.push(assigns_with);
                sent.push_str(NONE);
            }
        }
    }
    sent.push_str(text.get(from..).unwrap_or_default());
    (sent, nonces)
}

/// The words of a directive's value in a text that [`serialize`] made; `None` if the directive is not there.
#[must_use]
pub fn words_in<'a>(
    serialized: &'a str,
    name: &str,
) -> Option<impl Iterator<Item = &'a str> + use<'a>> {
    let value = serialized.split("; ").find_map(|directive| {
        let (other, value) = directive.split_once(' ').unwrap_or((directive, ""));
        (other == name).then_some(value)
    })?;
    Some(value.split(' ').filter(|word| !word.is_empty()))
}
