//! Brings the fields of a policy and the fields of a response together, by the cheaper of two ways.

use std::mem;

use http::header::Entry;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::cache_control;
use crate::compiled::{Fields, SchemeFields, Template};
use crate::nonce::Nonce;

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
    if is_crowded(headers, &fields.plain, conflict) {
        for template in templates {
            headers.insert(&template.name, template.fill(nonce));
        }
        // Those with a nonce come first, and are there already.
        let rest = fields.plain.list.get(templates.len()..);
        insert_each(headers, rest.unwrap_or_default(), conflict);
        if private {
            cache_control::make_private(headers);
        }
        return;
    }
    let map = if private {
        &fields.private
    } else {
        &fields.plain.map
    };
    let copy = copy_with_nonce(map, templates, nonce);
    let met = move_into(copy, headers, |name| match conflict {
        Conflict::Override => fields.plain.map.contains_key(name),
        Conflict::Keep => templates.iter().any(|template| template.name == name),
    });
    // If nothing met, the copied map has brought its own `Cache-Control`.
    if private && met {
        cache_control::make_private(headers);
    }
}

/// Whether a response has so many fields of its own that moving them costs more than inserting the policy's.
///
/// Counted in instructions over policies of 6, 10 and 16 fields, the two ways meet where the response has some four fields
/// fewer than the policy, and one fewer where an insert has to look first whether the handler set the field.
fn is_crowded(headers: &HeaderMap, fields: &Fields, conflict: Conflict) -> bool {
    let fewer = match conflict {
        Conflict::Override => 4,
        Conflict::Keep => 1,
    };
    !headers.is_empty() && headers.keys_len() + fewer > fields.list.len()
}

/// Copies fields, the nonce in its slots.
///
/// Nearly always one field has slots. Its value is made first: allocated after the copy it would lie behind it, in the way
/// of the copy's growing as the response's own fields move in, and cost half as much again. In a map it comes first, so that
/// it is not searched for; should `http` order a map otherwise one day, it is.
fn copy_with_nonce(fields: &HeaderMap, templates: &[Template], nonce: &Nonce) -> HeaderMap {
    let [template] = templates else {
        let mut copy = fields.clone();
        for template in templates {
            copy.insert(&template.name, template.fill(nonce));
        }
        return copy;
    };
    let value = template.fill(nonce);
    let mut copy = fields.clone();
    match copy.iter_mut().next() {
        Some((name, without_nonce)) if *name == template.name => *without_nonce = value,
        _ => {
            copy.insert(&template.name, value);
        }
    }
    copy
}

/// Moves the fields of a response into a copy of the policy's, which then takes their place: the copy costs no hash, and a
/// response has few. Returns whether a name was on both sides.
fn move_into(
    fields: HeaderMap,
    headers: &mut HeaderMap,
    policy_wins: impl Fn(&HeaderName) -> bool,
) -> bool {
    let own = mem::replace(headers, fields);
    let mut met = false;
    let mut kept = None;
    for (name, value) in own {
        let Some(name) = name else {
            // A line without a name has the name of the line before it.
            if let Some(name) = &kept {
                headers.append(name, value);
            }
            continue;
        };
        let replaced = headers.insert(&name, value);
        kept = Some(name);
        if let Some(policys) = replaced {
            met = true;
            if let Some(name) = kept.take_if(|name| policy_wins(name)) {
                headers.insert(name, policys);
            }
        }
    }
    met
}

/// Inserts one field after the other. Room is not reserved: fields that are there already need none, and growing a map
/// without need costs as much as four inserts.
fn insert_each(headers: &mut HeaderMap, fields: &[(HeaderName, HeaderValue)], conflict: Conflict) {
    match conflict {
        Conflict::Override => {
            for (name, value) in fields {
                headers.insert(name, value.clone());
            }
        }
        Conflict::Keep => {
            for (name, value) in fields {
                if let Entry::Vacant(vacant) = headers.entry(name) {
                    vacant.insert(value.clone());
                }
            }
        }
    }
}
