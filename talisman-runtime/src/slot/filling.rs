//! How a field is put together whose slots are filled: in one allocation, its nonce included.

#[cfg(feature = "text")]
use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use http::{HeaderName, HeaderValue};
#[cfg(feature = "text")]
use talisman_core::encoded::Kind;
use talisman_core::encoded::{Directive, Opening, SlotType, Template, name_and_type, template};

use super::value::{SlotValue, fits};
use crate::compiled::Template as NonceTemplate;
use crate::field::Field;
use crate::nonce::Nonce;

/// A field with slots: as a response with a nonce has it, and as one without. A slot is encoded as `{name:type}`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct OriginTemplates {
    with_nonce: Template<Box<str>>,
    without_nonce: Template<Box<str>>,
}

impl OriginTemplates {
    /// Those of directives, if there is a slot in one.
    pub(crate) fn of<T>(directives: &[Directive<T>], assigns_with: char) -> Option<Box<Self>>
    where
        T: AsRef<str> + Clone + From<&'static str>,
    {
        let words = directives.iter().flat_map(|directive| &directive.words);
        if !words.into_iter().any(|(kind, _)| kind.is_origin_slot()) {
            return None;
        }
        let without_nonce: Vec<_> = directives.iter().map(Directive::without_nonce).collect();
        Some(Box::new(Self {
            with_nonce: with_boxes(template(directives, assigns_with)),
            without_nonce: with_boxes(template(&without_nonce, assigns_with)),
        }))
    }

    /// The value as text reads it back: with `'nonce-'` where a nonce goes, and `{name:type}` where origins go.
    pub(crate) fn readable(&self) -> String {
        let Template { text, openings } = &self.with_nonce;
        let (mut readable, mut from) = (String::with_capacity(text.len()), 0);
        for (at, opening) in openings {
            if let Opening::Slot(slot) = opening {
                readable.push_str(text.get(from..*at).unwrap_or_default());
                readable.push(' ');
                readable.push_str(slot);
                from = *at;
            }
        }
        readable.push_str(text.get(from..).unwrap_or_default());
        readable
    }
}

fn with_boxes<T: AsRef<str>>(template: Template<T>) -> Template<Box<str>> {
    let boxed = |opening| match opening {
        Opening::Nonce => Opening::Nonce,
        Opening::Slot(word) => Opening::Slot(AsRef::<str>::as_ref(&word).into()),
        Opening::None => Opening::None,
    };
    let openings = template.openings.into_iter();
    Template {
        text: template.text,
        openings: openings
            .map(|(at, it): (usize, Opening<T>)| (at, boxed(it)))
            .collect(),
    }
}

/// The slots of a policy, and the fields that have them.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    /// Each slot once, as it is encoded.
    words: Box<[Box<str>]>,
    fields: Box<[SlotField]>,
}

impl Slots {
    pub(crate) fn of(fields: &[Field]) -> Self {
        let mut words: Vec<Box<str>> = Vec::new();
        let fields = fields
            .iter()
            .filter_map(|field| SlotField::of(field, &mut words));
        let fields = fields.collect();
        Self {
            words: words.into(),
            fields,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(crate) fn fields(&self) -> &[SlotField] {
        &self.fields
    }
}

/// What fills the slots of one response: a value for each slot of its policy. An `Option`, so that a response without slots has
/// one word to write and to look at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filling(Option<Box<[Option<Arc<str>>]>>);

impl Filling {
    /// Whether no slot is filled.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Fills every slot of a name.
    pub(crate) fn fill<V: SlotValue + ?Sized>(
        &mut self,
        slots: &Slots,
        name: &str,
        value: &V,
    ) -> Result<(), SlotError> {
        let type_of = |word: &str| {
            let (found, slot_type) = name_and_type(word)?;
            (found == name).then_some(slot_type)
        };
        let types = || slots.words.iter().filter_map(|word| type_of(word));
        if types().next().is_none() {
            return Err(SlotError::NoSlot);
        }
        if !types().all(|slot_type: SlotType| fits(V::NARROWEST, slot_type)) {
            return Err(SlotError::WrongType);
        }
        let new = || vec![None; slots.words.len()].into();
        let values = self.0.get_or_insert_with(new);
        for (word, filled) in slots.words.iter().zip(values) {
            if type_of(word).is_some() {
                *filled = value.text();
            }
        }
        Ok(())
    }

    /// The same for the slots of another policy, those of the same name and type.
    #[cfg(feature = "tower")]
    pub(crate) fn moved(self, from: &Slots, to: &Slots) -> Self {
        if self.is_empty() || to.is_empty() {
            return Self::default();
        }
        let find = |word: &str| {
            let at = from.words.iter().position(|other| **other == *word)?;
            self.0.as_ref()?.get(at)?.clone()
        };
        Self(Some(to.words.iter().map(|word| find(word)).collect()))
    }

    /// A directive with the origins that fill its slots written in.
    #[cfg(feature = "text")]
    pub(crate) fn written_into(
        &self,
        slots: &Slots,
        directive: &Directive<Cow<'static, str>>,
    ) -> Directive<Cow<'static, str>> {
        let mut written = Directive::named(directive.name.clone());
        for (kind, word) in &directive.words {
            let cut = match kind {
                Kind::Slot => Kind::Word,
                Kind::CutSlot => Kind::Cut,
                _ => {
                    written.words.push((*kind, word.clone()));
                    continue;
                }
            };
            let slot = slots.words.iter().position(|other| **other == **word);
            let origins = slot.and_then(|slot| self.get(slot)).unwrap_or_default();
            let origins = origins.split(' ').filter(|origin| !origin.is_empty());
            let owned = origins.map(|origin| (cut, Cow::Owned(origin.to_owned())));
            written.words.extend(owned);
        }
        if written.words.is_empty() {
            return directive.unfilled();
        }
        written
    }

    fn get(&self, slot: usize) -> Option<&str> {
        self.0.as_ref()?.get(slot)?.as_deref()
    }
}

/// A field with slots, ready to be filled.
#[derive(Debug)]
pub(crate) struct SlotField {
    pub(crate) name: HeaderName,
    with_nonce: Template<usize>,
    without_nonce: Template<usize>,
    /// What is sent if none of its slots is filled.
    unfilled: HeaderValue,
    unfilled_with_nonce: Option<NonceTemplate>,
}

impl SlotField {
    fn of(field: &Field, words: &mut Vec<Box<str>>) -> Option<Self> {
        let origins = field.origins.as_deref()?;
        Some(Self {
            name: field.name.clone(),
            with_nonce: with_numbers(&origins.with_nonce, words),
            without_nonce: with_numbers(&origins.without_nonce, words),
            unfilled: field.without_nonce.clone(),
            unfilled_with_nonce: NonceTemplate::new(field),
        })
    }

    /// The value of a response.
    pub(crate) fn value(&self, filling: &Filling, nonce: Option<&Nonce>) -> HeaderValue {
        let is_filled = |(_, opening): &(usize, Opening<usize>)| matches!(opening, Opening::Slot(slot) if filling.get(*slot).is_some());
        let nonce = nonce.filter(|nonce| !nonce.is_empty());
        let unfilled = || match (&self.unfilled_with_nonce, nonce) {
            (Some(template), Some(nonce)) => template.fill(nonce),
            _ => self.unfilled.clone(),
        };
        let template = match nonce {
            Some(_) => &self.with_nonce,
            None => &self.without_nonce,
        };
        if !template.openings.iter().any(is_filled) {
            return unfilled();
        }
        let nonce = nonce.map(Nonce::as_bytes).unwrap_or_default();
        // Every origin was read by `Origin` and its lists; were a byte not for a field, the slots would be as if nobody had filled them.
        HeaderValue::try_from(written(template, filling, nonce)).unwrap_or_else(|_| unfilled())
    }
}

fn with_numbers(template: &Template<Box<str>>, words: &mut Vec<Box<str>>) -> Template<usize> {
    let mut number = |word: &str| {
        let found = words.iter().position(|other| **other == *word);
        found.unwrap_or_else(|| {
            words.push(word.into());
            words.len() - 1
        })
    };
    let openings = template.openings.iter().map(|(at, opening)| {
        let opening = match opening {
            Opening::Nonce => Opening::Nonce,
            Opening::Slot(word) => Opening::Slot(number(word)),
            Opening::None => Opening::None,
        };
        (*at, opening)
    });
    Template {
        text: template.text.clone(),
        openings: openings.collect(),
    }
}

/// The template with its openings filled, in an allocation of just its length: `Bytes` takes no other over as it is.
fn written(template: &Template<usize>, filling: &Filling, nonce: &[u8]) -> Vec<u8> {
    let mut length = 0;
    pieces(template, filling, nonce, |piece| length += piece.len());
    let mut bytes = Vec::with_capacity(length);
    pieces(template, filling, nonce, |piece| {
        bytes.extend_from_slice(piece);
    });
    bytes
}

fn pieces(
    template: &Template<usize>,
    filling: &Filling,
    nonce: &[u8],
    mut write: impl FnMut(&[u8]),
) {
    let text = template.text.as_bytes();
    let mut from = 0;
    // Whether a slot is filled in the place that was written last.
    let mut is_filled = false;
    for (at, opening) in &template.openings {
        if *at > from {
            write(text.get(from..*at).unwrap_or_default());
            (from, is_filled) = (*at, false);
        }
        match opening {
            Opening::Nonce => write(nonce),
            Opening::Slot(slot) => {
                if let Some(origins) = filling.get(*slot) {
                    write(b" ");
                    write(origins.as_bytes());
                    is_filled = true;
                }
            }
            Opening::None if is_filled => {}
            Opening::None => write(b" 'none'"),
        }
    }
    write(text.get(from..).unwrap_or_default());
}

/// Why a slot was not filled.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SlotError {
    /// The policy has no slot of this name.
    NoSlot,
    /// The slot takes another type: one origin where several are given, or no wildcards.
    WrongType,
    /// The head of the response has gone out.
    Sent,
}

impl fmt::Display for SlotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSlot => "the policy has no slot of this name: write one, such as `{login: origin}`, into its directive",
            Self::WrongType => "the slot takes another type: `origin` takes an `Origin`, `origins` `Origins`, `wildcard-origins` `WildcardOrigins`",
            Self::Sent => "the head of the response has gone out: fill the slot before the handler returns",
        })
    }
}

impl Error for SlotError {}
