//! A policy that surely has a nonce.

use std::error::Error;
use std::fmt;

use crate::apply::Applier;
use crate::inherit::Base;
use crate::nonce::Nonce;
use crate::policy::Policy;
use crate::scheme::Scheme;

/// A policy of which it is proven that it has a nonce slot, so that every response of it has a nonce.
///
/// `with_nonce!` proves it while compiling. For a policy that was read at start-up there is `TryFrom<Policy>`.
///
/// ```
/// use talisman::{NoncePolicy, Scheme};
///
/// fn page(policy: &NoncePolicy) -> http::Response<String> {
///     let (nonce, applier) = policy.applier(Scheme::Https);
///     let page = format!("<script nonce=\"{nonce}\">start()</script>");
///     let mut response = http::Response::new(page);
///     applier.apply(&mut response);
///     response
/// }
/// ```
#[derive(Clone, Debug)]
pub struct NoncePolicy {
    // Public, because `with_nonce!` writes a literal: see `Policy`.
    #[doc(hidden)]
    pub policy: Policy,
}

impl NoncePolicy {
    /// What `with_nonce!` calls, in a const block.
    ///
    /// # Panics
    ///
    /// While compiling, if the policy has no nonce slot.
    #[doc(hidden)]
    #[track_caller]
    pub const fn prove(policy: &Policy) {
        assert!(
            policy.has_nonce(),
            "the policy has no nonce slot: write `nonce` into its script-src or style-src"
        );
    }

    /// What `with_slots!` reads.
    #[doc(hidden)]
    #[must_use]
    pub const fn talisman_base(&self) -> Base {
        self.policy.talisman_base()
    }

    /// Starts a response: its nonce, and what puts the fields on it.
    ///
    /// Where the operating system has no randomness to give, the nonce is [empty](Nonce::is_empty), and the response has the
    /// policy as it is without one: scripts that need a nonce do not run.
    pub fn applier(&self, scheme: Scheme) -> (Nonce, Applier) {
        self.policy.applier(scheme).with_nonce()
    }

    /// The policy, for responses that need no nonce.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }
}

impl From<NoncePolicy> for Policy {
    fn from(policy: NoncePolicy) -> Self {
        policy.policy
    }
}

impl TryFrom<Policy> for NoncePolicy {
    type Error = NoNonceError;

    fn try_from(policy: Policy) -> Result<Self, NoNonceError> {
        if policy.has_nonce() {
            Ok(Self { policy })
        } else {
            Err(NoNonceError)
        }
    }
}

/// A policy has no nonce slot.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct NoNonceError;

impl fmt::Display for NoNonceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the policy has no nonce slot: write 'nonce' into its script-src or style-src")
    }
}

impl Error for NoNonceError {}
