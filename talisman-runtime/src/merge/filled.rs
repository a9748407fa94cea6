//! The same for a response that fills slots for origins.

use http::header::Entry;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Conflict, insert_each, merge_written, put};
use crate::compiled::{SchemeFields, Template};
use crate::nonce::Nonce;
use crate::slot::{Filling, Slots};

/// The fields of a policy that a response writes something into.
#[derive(Clone, Copy)]
pub(crate) struct FilledFields<'a> {
    pub(crate) templates: &'a [Template],
    pub(crate) slots: &'a Slots,
    pub(crate) filling: &'a Filling,
    pub(crate) nonce: Option<&'a Nonce>,
}

impl<'a> FilledFields<'a> {
    /// Their values: those with slots, then those with a nonce alone.
    fn values(self) -> impl Iterator<Item = (&'a HeaderName, HeaderValue)> {
        let Self {
            templates,
            slots,
            filling,
            nonce,
        } = self;
        let with_slots = slots.fields().iter();
        let with_slots = with_slots.map(move |field| (&field.name, field.value(filling, nonce)));
        let with_nonce = templates.iter().filter_map(move |template| {
            let nonce = nonce?;
            let has_slots = slots.fields().iter().any(|it| it.name == template.name);
            (!has_slots).then(|| (&template.name, template.fill(nonce)))
        });
        with_slots.chain(with_nonce)
    }

    fn has(self, name: &HeaderName) -> bool {
        let has_slots = self.slots.fields().iter().any(|it| it.name == *name);
        has_slots || self.carries_nonce(name)
    }

    /// Whether the page was written for this field.
    fn carries_nonce(self, name: &HeaderName) -> bool {
        self.nonce.is_some() && self.templates.iter().any(|it| it.name == *name)
    }
}

/// Adds the fields of a policy to those of a response, with its nonce, if it has one, and its origins: a field that carries the
/// nonce wins in any case, and `private` keeps shared caches away.
pub(crate) fn merge_filled(
    headers: &mut HeaderMap,
    fields: &SchemeFields,
    filled: FilledFields<'_>,
    conflict: Conflict,
    private: bool,
) {
    let wins = |name: &HeaderName| match conflict {
        Conflict::Override => fields.plain.map.contains_key(name),
        Conflict::Keep => filled.carries_nonce(name),
    };
    let insert = |headers: &mut HeaderMap| {
        for (name, value) in filled.values() {
            if wins(name) {
                put(headers, name, value);
            } else if let Ok(Entry::Vacant(vacant)) = headers.try_entry(name) {
                let _ = vacant.try_insert(value);
            }
        }
        let list = fields.plain.list.iter();
        for field in list.filter(|(name, _)| !filled.has(name)) {
            insert_each(headers, std::slice::from_ref(field), conflict);
        }
    };
    let copy = |map: &HeaderMap| {
        let mut copy = map.clone();
        for (name, value) in filled.values() {
            put(&mut copy, name, value);
        }
        copy
    };
    merge_written(headers, fields, (conflict, private), (insert, copy, &wins));
}
