//! talisman, with constants as its macros write them.

use std::hint::black_box;
use std::sync::LazyLock;

use talisman::__private::{Compiled, Field, FieldText, Parts, Repr};
use talisman::{Policy, Scheme};

use crate::case::{Case, Conflict};
use crate::fields::{CONTENT_SECURITY_POLICY, REST};
use crate::variant::{Function, Responder};

pub(super) fn responder(case: Case) -> Responder {
    let (policy, handler) = (policy(case), case.handler());
    match (case.slots > 0, case.conflict) {
        (false, Conflict::Override) => Function::boxed(move || {
            let mut response = handler.response();
            policy
                .applier(Scheme::Https)
                .apply_overriding(&mut response);
            response
        }),
        (false, Conflict::Keep) => Function::boxed(move || {
            let mut response = handler.response();
            policy.applier(Scheme::Https).apply(&mut response);
            response
        }),
        (true, Conflict::Override) => Function::boxed(move || {
            let mut applier = policy.applier(Scheme::Https);
            black_box(applier.nonce());
            let mut response = handler.response();
            applier.apply_overriding(&mut response);
            response
        }),
        (true, Conflict::Keep) => Function::boxed(move || {
            let mut applier = policy.applier(Scheme::Https);
            black_box(applier.nonce());
            let mut response = handler.response();
            applier.apply(&mut response);
            response
        }),
    }
}

pub(super) fn shared(case: Case) -> Option<Responder> {
    let (policy, handler) = (policy(case), case.handler());
    (case.slots > 0 && case.conflict == Conflict::Override).then(|| {
        Function::boxed(move || {
            let mut applier = policy.applier(Scheme::Https).allow_shared_caching();
            black_box(applier.nonce());
            let mut response = handler.response();
            applier.apply_overriding(&mut response);
            response
        })
    })
}

pub(super) fn unasked(case: Case) -> Option<Responder> {
    let (policy, handler) = (policy(case), case.handler());
    (case.slots > 0 && case.conflict == Conflict::Override).then(|| {
        Function::boxed(move || {
            let mut response = handler.response();
            policy
                .applier(Scheme::Https)
                .apply_overriding(&mut response);
            response
        })
    })
}

/// The policy of a case as a constant.
///
/// # Panics
///
/// If the case is not in the tables.
#[must_use]
pub fn policy(case: Case) -> Policy {
    match (case.size, case.slots) {
        (6, 0) => constant!(6, 0),
        (6, 1) => constant!(6, 1),
        (6, 2) => constant!(6, 2),
        (6, 3) => constant!(6, 3),
        (10, 0) => constant!(10, 0),
        (10, 1) => constant!(10, 1),
        (10, 2) => constant!(10, 2),
        (10, 3) => constant!(10, 3),
        (16, 0) => constant!(16, 0),
        (16, 1) => constant!(16, 1),
        (16, 2) => constant!(16, 2),
        (16, 3) => constant!(16, 3),
        _ => unreachable!("no case of the tables: {case}"),
    }
}

/// What the policies decide besides their fields.
static NOTHING_ELSE: Parts = Parts::EMPTY;

/// A policy with these fields, made at run time; a nonce stands as `'nonce-'`.
///
/// # Panics
///
/// If one is no field.
#[must_use]
pub fn owned(fields: &[(String, String)]) -> Policy {
    let fields = fields
        .iter()
        .map(|(name, text)| {
            let slots = text
                .match_indices("'nonce-'")
                .map(|(at, _)| at + "'nonce-".len())
                .collect();
            let without_nonce = text.replace(" 'nonce-'", "");
            Field::from_owned(name, text.clone(), slots, without_nonce, false)
                .expect("a field of the benches is one")
        })
        .collect();
    Policy {
        repr: Repr::owned(&NOTHING_ELSE, fields),
    }
}

/// The fields of a policy of the tables.
const fn texts<const SIZE: usize>(slots: usize) -> [FieldText; SIZE] {
    let mut texts = [FieldText::EMPTY; SIZE];
    texts[0] = FieldText {
        name: "content-security-policy",
        text: CONTENT_SECURITY_POLICY[slots],
        slots: SLOTS_OF[slots],
        without_nonce: CONTENT_SECURITY_POLICY[0],
        https_only: false,
    };
    let mut at = 1;
    while at < SIZE {
        let (name, text) = REST[at - 1];
        texts[at] = FieldText {
            name,
            text,
            slots: &[],
            without_nonce: text,
            // Strict-Transport-Security is the first.
            https_only: at == 1,
        };
        at += 1;
    }
    texts
}

const SLOTS_OF: [&[usize]; 4] = [&[], &offsets::<1>(1), &offsets::<2>(2), &offsets::<3>(3)];

/// Where the slots of a `Content-Security-Policy` of the tables are.
const fn offsets<const N: usize>(slots: usize) -> [usize; N] {
    let text = CONTENT_SECURITY_POLICY[slots].as_bytes();
    let mut offsets = [0; N];
    let (mut found, mut at) = (0, 0);
    while found < N {
        if text[at] == b'-' && text[at + 1] == b'\'' {
            offsets[found] = at + 1;
            found += 1;
        }
        at += 1;
    }
    offsets
}

/// What `talisman_policy!` expands to, for fields of which not all are options of this version.
macro_rules! constant {
    ($size:literal, $slots:literal) => {
        const {
            const FIELDS: [FieldText; $size] = texts::<$size>($slots);
            const PARTS: Parts = Parts {
                fields: &FIELDS,
                ..Parts::EMPTY
            };
            fn compiled() -> &'static Compiled {
                static FIELDS: [Field; $size] = Field::all(PARTS.fields);
                static COMPILED: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(&FIELDS));
                &COMPILED
            }
            Policy {
                repr: Repr::Const {
                    parts: &PARTS,
                    compiled,
                },
            }
        }
    };
}
use constant;
