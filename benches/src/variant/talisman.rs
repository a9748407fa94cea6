//! talisman, with constants as its macros write them.

use std::hint::black_box;
use std::thread;

use talisman::__private::{Base, Encoded, Field, Parts, Ready, Repr};
use talisman::tower::PolicyLayer;
use talisman::tower::scheme::Https;
use talisman::{Applier, Changes, Extension, Policy, PolicySwitch, Scheme};
use talisman_core::encoded::{Directive, DirectiveField, Encoder, Kind};
use tower::Layer;

use crate::case::{Case, Conflict};
use crate::fields::{CONTENT_SECURITY_POLICY, rest};
use crate::variant::service::{self, Leaf};
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

/// A constant that was changed when the program started, into the same.
pub(super) fn changed(case: Case) -> Responder {
    let base_uri = Changes::new().set_directive("base-uri", "'none'");
    // In a thread of its own, whose heap is another one: the reader leaves holes in it.
    let change = move || policy(case).with_changes(&base_uri);
    let changed = thread::spawn(change).join().expect("nothing panics");
    let (policy, _) = changed.expect("the change is one of the language");
    with_nonce(case, move || policy.applier(Scheme::Https))
}

/// A switch with the constant.
pub(super) fn switched(case: Case) -> Responder {
    let switch = PolicySwitch::try_from(policy(case)).expect("the policies have a CSP");
    let switch: &'static PolicySwitch = Box::leak(Box::new(switch));
    with_nonce(case, || switch.applier(Scheme::Https))
}

/// The constant with one slot fewer, and an extension that adds it, to the policy that only reports as well.
pub(super) fn extended(case: Case) -> Option<Responder> {
    let directive =
        ["script-src", "style-src", "style-src-elem"].get(case.slots.checked_sub(1)?)?;
    let fewer = policy(Case {
        slots: case.slots - 1,
        ..case
    });
    let (extension, _) = Extension::source(directive, "'nonce'").expect("the nonce is a source");
    Some(with_nonce(case, move || {
        fewer.extended_by(&extension).applier(Scheme::Https)
    }))
}

/// The directive of the last slot.
pub(super) fn added(case: Case) -> Option<&'static str> {
    let directives = ["script-src", "style-src", "style-src-elem"];
    directives.get(case.slots.checked_sub(1)?).copied()
}

/// A response with the nonce, if there is a slot.
fn with_nonce(case: Case, start: impl Fn() -> Applier + 'static) -> Responder {
    let handler = case.handler();
    Function::boxed(move || {
        let mut applier = start();
        if case.slots > 0 {
            black_box(applier.nonce());
        }
        let mut response = handler.response();
        match case.conflict {
            Conflict::Override => applier.apply_overriding(&mut response),
            Conflict::Keep => applier.apply(&mut response),
        }
        response
    })
}

/// The layer around a handler that asks for the nonce if there is a slot.
pub(super) fn layer(case: Case) -> Responder {
    let leaf = if case.slots > 0 {
        Leaf::asking(case.handler())
    } else {
        Leaf::new(case.handler())
    };
    service::responder(policy_layer(case).layer(leaf))
}

/// The same that says that it is the only one, so that it makes no handle.
pub(super) fn layer_alone(case: Case) -> Option<Responder> {
    let leaf = Leaf::new(case.handler());
    (case.slots == 0).then(|| service::responder(policy_layer(case).alone().layer(leaf)))
}

fn policy_layer(case: Case) -> PolicyLayer<Https> {
    let layer = PolicyLayer::new(policy(case)).https();
    match case.conflict {
        Conflict::Override => layer.overriding(),
        Conflict::Keep => layer,
    }
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

/// A policy with these fields, made at run time; a nonce is as `'nonce-'`.
///
/// # Panics
///
/// If one is not a field.
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
        repr: Repr::owned(Base::EMPTY, fields),
    }
}

/// The fields of a policy of the tables, as the macros encode them.
fn encoded(size: usize, slots: usize) -> Encoded {
    let mut encoder = Encoder::default();
    let csp = ("content-security-policy", CONTENT_SECURITY_POLICY[slots]);
    for (name, value) in std::iter::once(csp).chain(rest(size)) {
        let Some(field) = DirectiveField::of(name) else {
            encoder.field(name, value);
            continue;
        };
        encoder.begin(field);
        for directive in value.split("; ") {
            let mut words = directive.split(field.assigns_with());
            let name = words.next().unwrap_or_default();
            let kind = |word| match word {
                "'nonce-'" => Kind::Nonce,
                "'strict-dynamic'" => Kind::Dynamic,
                _ => Kind::Word,
            };
            let words = words.map(|word| (kind(word), word)).collect();
            encoder.directive(Kind::Set, &Directive { name, words });
        }
    }
    Encoded::whole(
        encoder.text().to_owned().leak(),
        encoder.index().to_owned().leak(),
    )
}

/// What `talisman_policy!` expands to, for fields of which not all are options of this version.
macro_rules! constant {
    ($size:literal, $slots:literal) => {{
        fn ready() -> &'static Ready {
            static READY: Ready = Ready::new();
            &READY
        }
        Policy {
            repr: Repr::Const {
                encoded: encoded($size, $slots),
                parts: Parts::NONE,
                ready,
            },
        }
    }};
}
use constant;
