//! What is made once of a policy's fields, so that a response costs a copy: a map of fields per case, and a template per
//! field that takes a nonce.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use http::{HeaderMap, HeaderName, HeaderValue};
use talisman_core::encoded::Encoded;
use talisman_core::nonce;

use crate::cache_control;
use crate::field::{Field, Parts};
use crate::inherit;
use crate::nonce::Nonce;
use crate::scheme::Scheme;
use crate::slot::Slots;

/// How many fields of its own a response may bring before the index of a copied map is half full.
///
/// Half, because what moves in costs its hash and a search for a free place, and is seldom in another's way then. To copy twice
/// the index costs eight instructions; to move two fields in costs 130 less.
const ROOM: usize = 8;

/// The fields of a policy in the form that responses are made from.
#[derive(Debug)]
pub struct Compiled {
    fields: Vec<Field>,
    http: SchemeFields,
    https: SchemeFields,
    templates: Box<[Template]>,
    slots: Slots,
    has_openings: bool,
    remove: Box<[HeaderName]>,
}

impl Compiled {
    pub(crate) fn new(fields: Vec<Field>, parts: &Parts) -> Self {
        // The macro has refused what is not a name; were one to get here, no response could have a field of it.
        let name = |name: &&str| HeaderName::from_lowercase(name.as_bytes()).ok();
        let templates: Box<[_]> = fields.iter().filter_map(Template::new).collect();
        let slots = Slots::of(&fields);
        Self {
            remove: parts.remove.iter().filter_map(name).collect(),
            http: SchemeFields::new(&fields, Scheme::Http),
            https: SchemeFields::new(&fields, Scheme::Https),
            has_openings: !templates.is_empty() || !slots.is_empty(),
            templates,
            slots,
            fields,
        }
    }

    /// The fields as they were given, in order.
    pub(crate) fn fields(&self) -> &[Field] {
        &self.fields
    }

    pub(crate) fn sent_over(&self, scheme: Scheme) -> &SchemeFields {
        match scheme {
            Scheme::Http => &self.http,
            Scheme::Https => &self.https,
        }
    }

    /// The fields that are taken off responses.
    pub(crate) fn remove(&self) -> &[HeaderName] {
        &self.remove
    }

    /// The slots for origins, and the fields that have them.
    pub(crate) fn slots(&self) -> &Slots {
        &self.slots
    }

    /// Whether a field takes a nonce or has a slot.
    pub(crate) fn has_openings(&self) -> bool {
        self.has_openings
    }

    /// The fields that take a nonce.
    pub(crate) fn templates(&self) -> &[Template] {
        &self.templates
    }
}

/// The fields for one scheme.
#[derive(Debug)]
pub(crate) struct SchemeFields {
    /// Every field, without a nonce.
    pub(crate) plain: Fields,
    /// The same, and never stored by a shared cache.
    pub(crate) private: HeaderMap,
    /// For 304: the fields that take no nonce and have no slot.
    pub(crate) not_modified: Fields,
}

impl SchemeFields {
    fn new(fields: &[Field], scheme: Scheme) -> Self {
        let sent = fields
            .iter()
            .filter(|field| scheme == Scheme::Https || !field.https_only);
        let (with_slots, without): (Vec<_>, Vec<_>) =
            sent.partition(|field| !field.slots.is_empty());
        let plain = Fields::new(with_slots.iter().chain(&without));
        let mut private = plain.map.clone();
        cache_control::keep_from_shared_caches(&mut private);
        Self {
            plain,
            private,
            not_modified: Fields::new(without.iter().filter(|field| field.origins.is_none())),
        }
    }
}

/// Fields, for the two ways in which a response gets them.
#[derive(Debug)]
pub(crate) struct Fields {
    /// To be copied.
    pub(crate) map: HeaderMap,
    /// To be inserted from.
    pub(crate) list: Box<[(HeaderName, HeaderValue)]>,
}

impl Fields {
    fn new<'a>(fields: impl Iterator<Item = &'a &'a Field>) -> Self {
        let list: Box<[_]> = fields
            .map(|field| (field.name.clone(), field.without_nonce.clone()))
            .collect();
        // No map has room for tens of thousands of fields.
        let mut map = HeaderMap::try_with_capacity(2 * (list.len() + ROOM)).unwrap_or_default();
        for (name, value) in &list {
            let _ = map.try_insert(name, value.clone());
        }
        Self { map, list }
    }
}

/// A field that takes a nonce, its bytes laid out with room for one in every slot.
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) name: HeaderName,
    bytes: Box<[u8]>,
    /// Where the room begins, in `bytes`.
    slots: Box<[usize]>,
    without_nonce: HeaderValue,
}

impl Template {
    /// The template of a field, if it takes a nonce.
    pub(crate) fn new(field: &Field) -> Option<Self> {
        if field.slots.is_empty() {
            return None;
        }
        Self::of(field)
    }

    /// The same, whether it takes a nonce or not.
    pub(crate) fn of(field: &Field) -> Option<Self> {
        let mut bytes = Vec::new();
        let mut slots = Vec::new();
        let mut rest = field.text.as_bytes();
        let mut taken = 0;
        for &slot in &field.slots {
            let (before, after) = rest.split_at_checked(slot.checked_sub(taken)?)?;
            bytes.extend_from_slice(before);
            slots.push(bytes.len());
            bytes.extend_from_slice(&[b'A'; nonce::LENGTH]);
            rest = after;
            taken = slot;
        }
        bytes.extend_from_slice(rest);
        Some(Self {
            name: field.name.clone(),
            bytes: bytes.into(),
            slots: slots.into(),
            without_nonce: field.without_nonce.clone(),
        })
    }

    #[cfg(feature = "text")]
    pub(crate) fn has_slot(&self) -> bool {
        !self.slots.is_empty()
    }

    /// The field value in a response that handed out this nonce, or none.
    #[cfg(feature = "text")]
    pub(crate) fn value(&self, nonce: Option<&Nonce>) -> HeaderValue {
        match nonce.filter(|_| self.has_slot()) {
            Some(nonce) => self.fill(nonce),
            None => self.without_nonce.clone(),
        }
    }

    /// The field value with this nonce in every slot.
    pub(crate) fn fill(&self, nonce: &Nonce) -> HeaderValue {
        let filled = match nonce.as_bytes() {
            [] => None,
            bytes => match bytes.try_into() {
                Ok(nonce) => self.in_room(nonce),
                Err(_) => self.spliced(bytes),
            },
        };
        // The text was checked while compiling, and so was the nonce's alphabet by its test. Were it not so, scripts would be blocked,
        // which is what a policy does when in doubt.
        filled
            .and_then(|bytes| HeaderValue::try_from(bytes).ok())
            .unwrap_or_else(|| self.without_nonce.clone())
    }

    /// A nonce of ours fits the room.
    fn in_room(&self, nonce: &[u8; nonce::LENGTH]) -> Option<Vec<u8>> {
        let mut bytes = self.bytes.to_vec();
        for &slot in &self.slots {
            let room = bytes.get_mut(slot..).and_then(<[u8]>::first_chunk_mut)?;
            *room = *nonce;
        }
        Some(bytes)
    }

    /// One that was adopted may be longer.
    fn spliced(&self, nonce: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.bytes.len() + self.slots.len() * nonce.len());
        let mut from = 0;
        for &slot in &self.slots {
            bytes.extend_from_slice(self.bytes.get(from..slot)?);
            bytes.extend_from_slice(nonce);
            from = slot + nonce::LENGTH;
        }
        bytes.extend_from_slice(self.bytes.get(from..)?);
        Some(bytes)
    }
}

/// Where a constant's fields stand compiled, from its first response on.
#[derive(Debug)]
pub struct Ready(OnceLock<Box<Compiled>>);

impl Ready {
    /// Not compiled yet.
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "generated code makes it, in a static"
    )]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    #[inline]
    pub(crate) fn get(&self, encoded: &Encoded, parts: &Parts) -> &Compiled {
        self.0
            .get_or_init(|| Box::new(Compiled::new(inherit::fields(encoded), parts)))
    }
}

/// A hold on the compiled fields for as long as a response takes.
#[derive(Clone, Debug)]
pub(crate) enum Handle {
    Static(&'static Compiled),
    Shared(Arc<Compiled>),
}

#[cfg(feature = "text")]
impl Handle {
    /// Whether both hold the same. What is held is not freed, so that no other comes to be in its place.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let (this, other): (&Compiled, &Compiled) = (self, other);
        std::ptr::eq(this, other)
    }
}

impl Deref for Handle {
    type Target = Compiled;

    fn deref(&self) -> &Compiled {
        match self {
            Self::Static(compiled) => compiled,
            Self::Shared(compiled) => compiled,
        }
    }
}
