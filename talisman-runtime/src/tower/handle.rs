//! What the layers and the handler of one request share.

use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::Response;

use crate::adopt::AdoptError;
use crate::apply::Applier;
#[cfg(feature = "text")]
use crate::extension::Extension;
use crate::merge::Conflict;
use crate::nonce::Nonce;
use crate::policy::Policy;
use crate::scheme::Scheme;
use crate::slot::{SlotError, SlotValue};
use crate::tower::layer::Settings;

/// The policy and the nonce of the response to one request: in the request's extensions, where the outermost
/// [`PolicyLayer`](crate::tower::PolicyLayer) put it.
///
/// A clone is another hold on the same response. With axum there is an extractor, `talisman::axum::CspNonce`.
///
/// ```
/// use http::{Request, Response};
/// use talisman::tower::{HandleError, PolicyHandle};
///
/// fn page(request: &Request<String>) -> Result<Response<String>, HandleError> {
///     let handle = request.extensions().get::<PolicyHandle>().ok_or(HandleError::NoLayer)?;
///     let nonce = handle.nonce()?;
///     Ok(Response::new(format!("<script nonce=\"{nonce}\">start()</script>")))
/// }
/// ```
#[derive(Clone)]
pub struct PolicyHandle(Arc<Shared>);

struct Shared {
    /// `None` for a request of which nothing is known, which is not redirected.
    scheme: Option<Scheme>,
    state: Mutex<State>,
}

struct State {
    applier: Applier,
    conflict: Conflict,
    sent: bool,
}

impl PolicyHandle {
    pub(super) fn new(scheme: Option<Scheme>, applier: Applier, conflict: Conflict) -> Self {
        let state = Mutex::new(State {
            applier,
            conflict,
            sent: false,
        });
        Self(Arc::new(Shared { scheme, state }))
    }

    /// The nonce of the response: drawn for the first who asks, the same for all others.
    ///
    /// A response whose nonce was handed out gets `Cache-Control: private`, as from an
    /// [`Applier`](crate::Applier#deployment-caveat).
    ///
    /// # Errors
    ///
    /// If the policy that was chosen so far has no nonce slot, or the head of the response has gone out without a nonce.
    pub fn nonce(&self) -> Result<Nonce, HandleError> {
        let mut state = self.state();
        if state.sent {
            // A body that is streamed may ask later; a nonce drawn now would be in no field.
            return state.applier.drawn().ok_or(HandleError::Sent);
        }
        state.applier.nonce().ok_or(HandleError::NoSlot)
    }

    /// Takes a nonce that something else drew for this response's; see [`Applier::adopt_nonce`].
    ///
    /// # Errors
    ///
    /// As there, and if the head of the response has gone out.
    pub fn adopt_nonce(&self, text: &str) -> Result<Nonce, AdoptError> {
        let mut state = self.state();
        if state.sent {
            return Err(AdoptError::Sent);
        }
        state.applier.adopt_nonce(text)
    }

    /// Fills every slot of this name in the policy that was chosen so far; see [`Applier::fill_slot`]. What fills a slot stays
    /// when a policy is chosen that has the same slot.
    ///
    /// ```
    /// use http::{Request, Response};
    /// use talisman::tower::PolicyHandle;
    /// use talisman::{Origin, SlotError};
    ///
    /// fn login(request: &Request<String>, provider: &Origin) -> Result<Response<String>, SlotError> {
    ///     if let Some(handle) = request.extensions().get::<PolicyHandle>() {
    ///         handle.fill_slot("login", provider)?;
    ///     }
    ///     Ok(Response::new("<form action=/login method=post></form>".to_owned()))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As there, and if the head of the response has gone out.
    pub fn fill_slot<V: SlotValue>(&self, name: &str, value: V) -> Result<(), SlotError> {
        let mut state = self.state();
        if state.sent {
            return Err(SlotError::Sent);
        }
        state.applier.fill_slot(name, value)
    }

    /// Puts the response under another policy, as a layer further in does: for a handler that finds out which one it is.
    ///
    /// A nonce that was handed out already stays the response's.
    ///
    /// # Errors
    ///
    /// If the head of the response has gone out.
    pub fn set_policy(&self, policy: &Policy) -> Result<(), HandleError> {
        let mut state = self.state();
        if state.sent {
            return Err(HandleError::Sent);
        }
        state.applier.change_policy(policy, false);
        Ok(())
    }

    /// Adds sources to the policy of the response, whichever policy that is; see
    /// [`Policy::extended_by`](crate::Policy::extended_by). Called again, it adds to what it added before.
    ///
    /// ```
    /// use talisman::Extension;
    /// use talisman::tower::{HandleError, PolicyHandle};
    ///
    /// fn map(handle: &PolicyHandle, map: &Extension) -> Result<&'static str, HandleError> {
    ///     handle.extend_by(map)?;
    ///     Ok("<script src=\"https://maps.example/map.js\"></script>")
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the head of the response has gone out.
    #[cfg(feature = "text")]
    #[cfg_attr(docsrs, doc(cfg(feature = "text")))]
    pub fn extend_by(&self, extension: &Extension) -> Result<(), HandleError> {
        let mut state = self.state();
        if state.sent {
            return Err(HandleError::Sent);
        }
        state.applier.extend_by(extension);
        Ok(())
    }

    /// How the request came in, as the outermost layer knows it.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.0.scheme.unwrap_or(Scheme::Http)
    }

    pub(super) fn stated_scheme(&self) -> Option<Scheme> {
        self.0.scheme
    }

    pub(super) fn choose(&self, settings: &Settings) {
        let mut state = self.state();
        state
            .applier
            .change_policy(&settings.policy, settings.shared_caching);
        state.conflict = settings.conflict;
    }

    pub(super) fn apply<B>(&self, response: &mut Response<B>) {
        let mut state = self.state();
        // Under the lock, before the fields are read: nobody can change a policy of which a part is sent.
        state.sent = true;
        let status = response.status();
        state
            .applier
            .run(status, response.headers_mut(), state.conflict);
    }

    /// No code of a user's runs while the state is held, and every state is whole.
    fn state(&self) -> MutexGuard<'_, State> {
        // A handler that panicked with the lock must not cost the response its fields.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for PolicyHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PolicyHandle")
            .field("scheme", &self.0.scheme)
            .finish_non_exhaustive()
    }
}

/// Why a [`PolicyHandle`] cannot do what it was asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum HandleError {
    /// The request passed no `PolicyLayer`, so that there is no handle.
    NoLayer,
    /// No field of the policy has a nonce slot.
    NoSlot,
    /// The head of the response has gone out.
    Sent,
}

impl fmt::Display for HandleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoLayer => {
                "the request passed no talisman `PolicyLayer` with a handle: add the layer around this handler"
            }
            Self::NoSlot => {
                "the policy of this route has no nonce slot: write `nonce` into its script-src or style-src"
            }
            Self::Sent => "the head of the response has gone out: ask before the handler returns",
        })
    }
}

impl Error for HandleError {}
