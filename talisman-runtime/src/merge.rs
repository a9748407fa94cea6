//! Brings the fields of a policy and the fields of a response together, by the cheaper of two ways.

mod filled;

use std::mem;

use http::header::Entry;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::cache_control;
use crate::compiled::{Fields, SchemeFields, Template};
use crate::nonce::Nonce;

pub(crate) use self::filled::{FilledFields, merge_filled};

/// Who wins where both have a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Conflict {
    /// What the handler set.
    Keep,
    /// The policy.
    Override,
}

/// Adds the fields of a policy to those of a response.
pub(crate) fn merge(headers: &mut HeaderMap, fields: &Fields, conflict: Conflict) {
    if is_crowded(headers, fields, conflict) {
        insert_each(headers, &fields.list, conflict);
    } else {
        move_into(fields.map.clone(), headers, |_| {
            conflict == Conflict::Override
        });
    }
}

/// The same with a nonce: the fields that carry it win in any case, and `private` keeps shared caches away.
pub(crate) fn merge_with_nonce(
    headers: &mut HeaderMap,
    fields: &SchemeFields,
    (templates, nonce): (&[Template], &Nonce),
    conflict: Conflict,
    private: bool,
) {
    let wins = |name: &HeaderName| match conflict {
        Conflict::Override => fields.plain.map.contains_key(name),
        Conflict::Keep => templates.iter().any(|template| template.name == name),
    };
    let insert = |headers: &mut HeaderMap| {
        for template in templates {
            put(headers, &template.name, template.fill(nonce));
        }
        // Those with a nonce come first, and are there already.
        let rest = fields.plain.list.get(templates.len()..);
        insert_each(headers, rest.unwrap_or_default(), conflict);
    };
    let copy = |map: &HeaderMap| copy_with_nonce(map, templates, nonce);
    merge_written(headers, fields, (conflict, private), (insert, copy, wins));
}

/// The cheaper of the two ways for fields that a response writes something into: `insert` sets them one after the other, or
/// `copy` makes a map of them, in which those that `wins` names win over the response's own.
///
/// `private` keeps shared caches away.
fn merge_written(
    headers: &mut HeaderMap,
    fields: &SchemeFields,
    (conflict, private): (Conflict, bool),
    (insert, copy, wins): (
        impl FnOnce(&mut HeaderMap),
        impl FnOnce(&HeaderMap) -> HeaderMap,
        impl Fn(&HeaderName) -> bool,
    ),
) {
    if is_crowded(headers, &fields.plain, conflict) {
        // Where room is scarce this comes first: a field with the nonce must not get the last of it.
        if private && headers.keys_len() + fields.plain.list.len() > NEARLY_FULL {
            cache_control::keep_from_shared_caches(headers);
        }
        insert(headers);
        if private {
            cache_control::keep_from_shared_caches(headers);
        }
        return;
    }
    let map = if private {
        // The policy's own are not in its private map.
        cache_control::remove_targeted(headers);
        &fields.private
    } else {
        &fields.plain.map
    };
    let collided = move_into(copy(map), headers, wins);
    // If no name was on both sides, the copied map has brought its own `Cache-Control`.
    if private && collided {
        cache_control::make_private(headers);
    }
}

/// Whether a response has so many fields of its own that moving them costs more than inserting the policy's.
///
/// Counted in instructions over policies of 6, 10 and 16 fields, the two ways meet where the response has some four fields
/// fewer than the policy, and one fewer where an insert has to look first whether the handler set the field.
///
/// Where a map has hardly room for both, each of the policy's fields is tried by itself.
fn is_crowded(headers: &HeaderMap, fields: &Fields, conflict: Conflict) -> bool {
    let fewer = match conflict {
        Conflict::Override => 4,
        Conflict::Keep => 1,
    };
    let (own, policys) = (headers.keys_len(), fields.list.len());
    (own > 0 && own + fewer > policys) || own + policys > NEARLY_FULL
}

/// Copies fields, the nonce in its slots.
///
/// Nearly always one field has slots. Its value is made first: allocated after the copy it would lie after it, in the way
/// of the copy's growing as the response's own fields move in, and cost half as much again. In a map it comes first, so that
/// it is not searched for; should `http` order a map otherwise one day, it is.
fn copy_with_nonce(fields: &HeaderMap, templates: &[Template], nonce: &Nonce) -> HeaderMap {
    let [template] = templates else {
        let mut copy = fields.clone();
        for template in templates {
            put(&mut copy, &template.name, template.fill(nonce));
        }
        return copy;
    };
    let value = template.fill(nonce);
    let mut copy = fields.clone();
    match copy.iter_mut().next() {
        Some((name, without_nonce)) if *name == template.name => *without_nonce = value,
        _ => put(&mut copy, &template.name, value),
    }
    copy
}

/// Moves the fields of a response into a copy of the policy's, which then takes their place: the copy costs no hash, and a
/// response has few. Returns whether a name was on both sides.
///
/// A map has room for both, or [`is_crowded`] had another way taken; what `http` refuses nevertheless is left off.
fn move_into(
    fields: HeaderMap,
    headers: &mut HeaderMap,
    policy_wins: impl Fn(&HeaderName) -> bool,
) -> bool {
    let own = mem::replace(headers, fields);
    let mut collided = false;
    let mut kept = None;
    for (name, value) in own {
        let Some(name) = name else {
            // A line without a name has the name of the line before it.
            if let Some(name) = &kept {
                let _ = headers.try_append(name, value);
            }
            continue;
        };
        let replaced = headers.try_insert(&name, value);
        kept = Some(name);
        if let Ok(Some(policys)) = replaced {
            collided = true;
            if let Some(name) = kept.take_if(|name| policy_wins(name)) {
                let _ = headers.try_insert(name, policys);
            }
        }
    }
    collided
}

/// Inserts one field after the other. Room is not reserved: fields that are there already need none, and growing a map
/// without need costs as much as four inserts.
fn insert_each(headers: &mut HeaderMap, fields: &[(HeaderName, HeaderValue)], conflict: Conflict) {
    match conflict {
        Conflict::Override => {
            for (name, value) in fields {
                put(headers, name, value.clone());
            }
        }
        Conflict::Keep => {
            for (name, value) in fields {
                // A full map refuses the entry of a field that it has, too, and that one is kept.
                if let Ok(Entry::Vacant(vacant)) = headers.try_entry(name) {
                    let _ = vacant.try_insert(value.clone());
                }
            }
        }
    }
}

/// From how many names on a map is treated as full, which `http` says of 24,576.
const NEARLY_FULL: usize = 24_000;

/// Sets a field, if the map has the name or room for it.
pub(crate) fn put(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) {
    if headers.keys_len() > NEARLY_FULL {
        // A full map refuses a name before it looks whether it has it.
        headers.remove(name);
    }
    let _ = headers.try_insert(name, value);
}
