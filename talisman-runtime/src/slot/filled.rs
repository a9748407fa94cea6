//! A constant whose slots are all filled: what `with_slots!` makes.

use talisman_core::encoded;

use super::filling::Filling;
use super::value::Fills;
use crate::apply::Applier;
use crate::inherit::Base;
use crate::nonce::Nonce;
use crate::nonce_policy::NoncePolicy;
use crate::policy::{Csp, Policy, Repr};
use crate::scheme::Scheme;

/// A policy with all of its slots filled for one response: what `with_slots!` makes of a constant.
#[derive(Clone, Debug)]
#[must_use = "the slots reach the response through `applier`"]
pub struct Filled<P> {
    policy: P,
    filling: Filling,
}

/// The number of the type of a constant's slot.
///
/// # Panics
///
/// While compiling, if the policy has no slot of this name, with the message.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn slot_of(policy: &Base, name: &str, message: &str) -> u8 {
    // Of a refused policy nothing more must be said.
    if policy.encoded.is_refused() {
        return encoded::SlotType::WildcardOrigins as u8;
    }
    let slot_type = encoded::slot_type(&policy.encoded, name);
    assert!(slot_type.is_some(), "{}", message);
    match slot_type {
        Some(slot_type) => slot_type as u8,
        None => 0,
    }
}

/// Refuses a constant that has a slot besides these; otherwise how many they are, for a constant that the compiler evaluates in
/// `cargo check` already.
///
/// # Panics
///
/// While compiling, if it has.
#[doc(hidden)]
#[track_caller]
#[must_use]
pub const fn all_filled(policy: &Base, names: &[&str]) -> usize {
    if policy.encoded.is_refused() {
        return names.len();
    }
    if let Some(name) = encoded::slot_besides(&policy.encoded, names) {
        let mut message = [b' '; 256];
        let length = put(&mut message, 0, "the slot `");
        let length = put(&mut message, length, name);
        let length = put(
            &mut message,
            length,
            "` is not filled: write its name with a value",
        );
        let (message, _) = message.split_at(length);
        // The names are ASCII.
        if let Ok(message) = std::str::from_utf8(message) {
            assert!(message.is_empty(), "{}", message);
        }
    }
    names.len()
}

/// Copies what there is room for.
const fn put(message: &mut [u8], mut at: usize, text: &str) -> usize {
    let mut bytes = text.as_bytes();
    while let ([byte, rest @ ..], Some((_, [place, ..]))) =
        (bytes, message.split_at_mut_checked(at))
    {
        (*place, bytes) = (*byte, rest);
        at += 1;
    }
    at
}

/// What a policy has that can be in a [`Filled`].
#[doc(hidden)]
pub trait Fillable {
    /// Where its data lies.
    fn repr(&self) -> &Repr;
}

impl Fillable for Policy {
    fn repr(&self) -> &Repr {
        &self.repr
    }
}

impl Fillable for Csp {
    fn repr(&self) -> &Repr {
        &self.repr
    }
}

impl Fillable for NoncePolicy {
    fn repr(&self) -> &Repr {
        &self.policy().repr
    }
}

impl<P: Fillable> Filled<P> {
    /// None filled yet, of a policy of which it is known that so many will be.
    #[doc(hidden)]
    pub fn new<const SLOTS: usize>(policy: P) -> Self {
        let filling = Filling::default();
        Self { policy, filling }
    }

    /// Fills a slot of a policy that is known to have it.
    #[doc(hidden)]
    pub fn with<const TYPE: u8, V: Fills<TYPE>>(mut self, name: &str, value: V) -> Self {
        let slots = self.policy.repr().compiled().slots();
        // The compiler has asked for the slot and its type; there is none in what stands in for a refused policy.
        let _ = self.filling.fill(slots, name, &value);
        self
    }
}

impl Filled<Policy> {
    /// Starts a response to a request that came over this scheme.
    pub fn applier(self, scheme: Scheme) -> Applier {
        self.policy.applier(scheme).with_filling(self.filling)
    }
}

impl Filled<Csp> {
    /// Starts a response.
    pub fn applier(self) -> Applier {
        self.policy.applier().with_filling(self.filling)
    }
}

impl Filled<NoncePolicy> {
    /// Starts a response: its nonce, and what puts the fields on it. See [`NoncePolicy::applier`].
    pub fn applier(self, scheme: Scheme) -> (Nonce, Applier) {
        let (nonce, applier) = self.policy.applier(scheme);
        (nonce, applier.with_filling(self.filling))
    }
}
