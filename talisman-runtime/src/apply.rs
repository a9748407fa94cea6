//! The applier: one response's worth of a policy.

#[cfg(feature = "tower")]
use std::mem;

use http::{HeaderMap, Response, StatusCode};

use crate::adopt::AdoptError;
use crate::compiled::Handle;
#[cfg(feature = "text")]
use crate::extension::Extension;
use crate::field::Parts;
use crate::merge::{Conflict, FilledFields, merge, merge_filled, merge_with_nonce};
use crate::nonce::Nonce;
#[cfg(feature = "tower")]
use crate::policy::Policy;
use crate::scheme::Scheme;
use crate::slot::{Filling, SlotError, SlotValue};

/// One response's worth of a policy: draws its nonce, then sets its fields.
///
/// It comes from [`Policy::applier`](crate::Policy::applier) or [`Csp::applier`](crate::Csp::applier), borrows nothing
/// and may be sent between threads, so it can travel with the request. Applying consumes it: one response, one nonce.
/// Nothing here can fail, and nothing panics. An `http::HeaderMap` holds 24,576 names: what the handler set stays, and those
/// of the policy's fields that it has no room for are left off. (No client or proxy takes a hundredth of that.)
///
/// ```
/// use talisman::{Policy, Scheme};
///
/// fn answer(policy: &Policy) -> http::Response<&'static str> {
///     let mut response = http::Response::new("{}");
///     policy.applier(Scheme::Https).apply(&mut response);
///     response
/// }
/// ```
///
/// # Who wins
///
/// [`apply`](Self::apply) keeps every field that the handler set, and [`apply_overriding`](Self::apply_overriding)
/// replaces those that the policy sends too. There is one exception: once the nonce was handed out, the
/// `Content-Security-Policy` that carries it always wins, for the page was written for that policy. The policy never adds
/// a second line to a name, and all other fields, repeated ones (`Set-Cookie`, `Vary`) included, stay as they are.
///
/// # Deployment caveat
///
/// - A response whose nonce was handed out has one `Cache-Control` that keeps shared caches away: what the handler set stays
///   if it says `private` or `no-store` and nothing against it; otherwise `private` goes before it, and `public` and
///   `s-maxage` are left out. The fields that some caches obey first are taken off: `CDN-Cache-Control` and its vendors' forms,
///   `Surrogate-Control`, `Edge-Control`, `X-Accel-Expires`, `X-LiteSpeed-Cache-Control`. A rule in a cache's own
///   configuration (to store every page, say) is out of reach. [`allow_shared_caching`](Self::allow_shared_caching) leaves all
///   of them as they are.
/// - With 304 (Not Modified) a `Content-Security-Policy` with a slot is left off: a browser would put a new nonce on
///   the old page (RFC 9111, section 3.2), whose scripts carry the one that it was stored with, or a policy whose slots nobody
///   filled for this answer.
/// - A response that goes out without an applier has none of the fields: apply where the answers for errors, for unknown
///   paths and for timeouts pass as well.
#[derive(Debug)]
#[must_use = "the fields reach the response through `apply`"]
pub struct Applier {
    pub(crate) compiled: Handle,
    parts: &'static Parts,
    pub(crate) scheme: Scheme,
    pub(crate) nonce: Option<Nonce>,
    pub(crate) shared_caching: bool,
    /// What fills the slots for origins.
    pub(crate) filling: Filling,
    #[cfg(feature = "text")]
    extension: Option<Extension>,
}

impl Applier {
    #[inline]
    pub(crate) fn new(compiled: Handle, parts: &'static Parts, scheme: Scheme) -> Self {
        Self {
            compiled,
            parts,
            scheme,
            nonce: None,
            shared_caching: false,
            filling: Filling::default(),
            #[cfg(feature = "text")]
            extension: None,
        }
    }

    /// The nonce for this response's scripts and styles: drawn at the first call, the same at every further one.
    ///
    /// `None` if no field of the policy has a nonce slot, so that a page cannot carry a nonce that no field vouches for.
    ///
    /// A response that never asks goes out with the policy as it is without a nonce, costs nothing for it and stays
    /// cacheable: an answer in JSON or a redirect should not ask.
    ///
    /// `None` also if the operating system has no randomness to give. The page then has no nonce, and the response the policy as
    /// it is without one, in place of any that the handler set: scripts that need a nonce do not run.
    pub fn nonce(&mut self) -> Option<Nonce> {
        if self.nonce.is_none() && self.takes_nonce() {
            self.nonce = Some(Nonce::draw());
        }
        self.nonce.filter(|nonce| !nonce.is_empty())
    }

    /// Takes a nonce that something else drew, such as a framework that writes its own scripts, for this response's: every
    /// slot of the policy gets it, and [`nonce`](Self::nonce) gives it from here on.
    ///
    /// The text is the nonce alone: 22 to 64 characters of base64, which two `=` may follow, or of hexadecimal digits.
    ///
    /// ```
    /// use talisman::{AdoptError, Policy, Scheme};
    ///
    /// fn page(policy: &Policy, drawn: &str) -> Result<http::Response<String>, AdoptError> {
    ///     let mut applier = policy.applier(Scheme::Https);
    ///     applier.adopt_nonce(drawn)?;
    ///     let mut response = http::Response::new(format!("<script nonce=\"{drawn}\">run()</script>"));
    ///     applier.apply(&mut response);
    ///     Ok(response)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the text is not a nonce, the policy has no slot for one, or the response has another nonce already; nothing changes
    /// then.
    ///
    /// # Deployment caveat
    ///
    /// The text must be random, 128 bits at least, and new for every response, which cannot be checked here: a constant
    /// protects nothing.
    pub fn adopt_nonce(&mut self, text: &str) -> Result<Nonce, AdoptError> {
        let nonce = Nonce::adopted(text)?;
        if !self.takes_nonce() {
            return Err(AdoptError::NoSlot);
        }
        // A nonce that a template has already must not change: the page would not match the field.
        let held = self.nonce.get_or_insert(nonce);
        if held.as_str() == text {
            Ok(nonce)
        } else {
            Err(AdoptError::HasNonce)
        }
    }

    /// Fills every slot of this name, `{name: origin}` in the policy. A slot that nobody fills leaves nothing open: its directive
    /// is sent without it, and as `'none'` if nothing else is in it.
    ///
    /// Where the policy is a constant, `with_slots!` does the same and proves while compiling that every slot is filled.
    ///
    /// ```
    /// use talisman::{Origin, Policy, Scheme, SlotError};
    ///
    /// fn page(policy: &Policy, login: &Origin) -> Result<http::Response<&'static str>, SlotError> {
    ///     let mut applier = policy.applier(Scheme::Https);
    ///     applier.fill_slot("login", login)?;
    ///     let mut response = http::Response::new("<form action=/login method=post></form>");
    ///     applier.apply(&mut response);
    ///     Ok(response)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the policy has no slot of this name, or one of another type; nothing changes then.
    ///
    /// # Deployment caveat
    ///
    /// The response is as good as the value: an origin that a request names is looked up first. Where it differs from request to
    /// request, so must a shared cache's copies (`Vary`, or `Cache-Control: private`): this adds neither.
    pub fn fill_slot<V: SlotValue>(&mut self, name: &str, value: V) -> Result<(), SlotError> {
        self.filling.fill(self.compiled.slots(), name, &value)
    }

    pub(crate) fn with_filling(mut self, filling: Filling) -> Self {
        self.filling = filling;
        self
    }

    /// Draws the nonce at once, of a policy that is known to have a slot. It is empty where there is no randomness.
    pub(crate) fn with_nonce(mut self) -> (Nonce, Self) {
        let nonce = *self.nonce.get_or_insert_with(Nonce::draw);
        (nonce, self)
    }

    /// Leaves `Cache-Control` and the fields like it alone although the page carries a nonce.
    ///
    /// # Deployment caveat
    ///
    /// For a cache that rewrites the nonce in every copy that it hands out, or one that stores no page in spite of what it
    /// may. Any other shared cache gives one nonce to everyone who asks, and so takes its worth away.
    pub fn allow_shared_caching(mut self) -> Self {
        self.shared_caching = true;
        self
    }

    /// Sets the policy's fields on a response, and keeps what the handler set.
    pub fn apply<B>(self, response: &mut Response<B>) {
        self.apply_to(response.status(), response.headers_mut());
    }

    /// Sets the policy's fields on a response, in place of what the handler set under the same names.
    pub fn apply_overriding<B>(self, response: &mut Response<B>) {
        self.apply_overriding_to(response.status(), response.headers_mut());
    }

    /// [`apply`](Self::apply) for a response in parts.
    pub fn apply_to(self, status: StatusCode, headers: &mut HeaderMap) {
        self.run(status, headers, Conflict::Keep);
    }

    /// [`apply_overriding`](Self::apply_overriding) for a response in parts.
    pub fn apply_overriding_to(self, status: StatusCode, headers: &mut HeaderMap) {
        self.run(status, headers, Conflict::Override);
    }

    /// Adds sources to the policy of this response; see [`Policy::extended_by`](crate::Policy::extended_by). Called again, it
    /// adds to what it added before.
    #[cfg(feature = "text")]
    #[cfg_attr(docsrs, doc(cfg(feature = "text")))]
    pub fn extended_by(mut self, extension: &Extension) -> Self {
        self.extend_by(extension);
        self
    }

    #[cfg(feature = "text")]
    #[inline(never)]
    pub(crate) fn extend_by(&mut self, extension: &Extension) {
        self.extension = Some(match &self.extension {
            None => extension.clone(),
            Some(before) => before.joined(extension),
        });
    }

    /// Whether a field takes a nonce, with what the response adds.
    fn takes_nonce(&self) -> bool {
        #[cfg(feature = "text")]
        if self.extension.as_ref().is_some_and(Extension::has_nonce) {
            return true;
        }
        !self.compiled.templates().is_empty()
    }

    /// Whether the policy has a slot, for a nonce or for origins, without a walk over the words of a constant.
    #[cfg(feature = "tower")]
    pub(crate) fn has_slot(&self) -> bool {
        self.compiled.has_openings()
    }

    /// The nonce, if it was drawn.
    #[cfg(feature = "tower")]
    pub(crate) fn drawn(&self) -> Option<Nonce> {
        self.nonce
    }

    /// Puts the response under another policy; its nonce stays, and what fills slots that the other policy has too.
    #[cfg(feature = "tower")]
    pub(crate) fn change_policy(&mut self, policy: &Policy, shared_caching: bool) {
        let new = policy.applier(self.scheme);
        let filling = mem::take(&mut self.filling);
        *self = Self {
            nonce: self.nonce,
            shared_caching,
            // A handler may have filled a slot before the route chose its policy.
            filling: filling.moved(self.compiled.slots(), new.compiled.slots()),
            #[cfg(feature = "text")]
            extension: self.extension.take(),
            ..new
        };
    }

    pub(crate) fn run(&self, status: StatusCode, headers: &mut HeaderMap, conflict: Conflict) {
        for name in self.compiled.remove() {
            headers.remove(name);
        }
        #[cfg(feature = "text")]
        if let Some(extension) = &self.extension {
            self.run_extended(extension, status, headers, conflict);
            return;
        }
        let fields = self.compiled.sent_over(self.scheme);
        let templates = self.compiled.templates();
        // RFC 9110 section 15.4.5: the fields of a 304 update those of the stored response, whose page has an older nonce.
        if status == StatusCode::NOT_MODIFIED && self.compiled.has_openings() {
            if conflict == Conflict::Override || self.nonce.is_some() {
                for template in templates {
                    headers.remove(&template.name);
                }
            }
            if conflict == Conflict::Override || !self.filling.is_empty() {
                for field in self.compiled.slots().fields() {
                    headers.remove(&field.name);
                }
            }
            merge(headers, &fields.not_modified, conflict);
        } else if !self.filling.is_empty() {
            self.set_filled(headers, conflict);
        } else if let Some(nonce) = &self.nonce {
            merge_with_nonce(
                headers,
                fields,
                (templates, nonce),
                conflict,
                !self.shared_caching,
            );
        } else {
            merge(headers, &fields.plain, conflict);
        }
        self.harden(headers);
    }

    /// Sets the fields with what fills their slots. Not among the code of every other response.
    #[inline(never)]
    fn set_filled(&self, headers: &mut HeaderMap, conflict: Conflict) {
        let filled = FilledFields {
            templates: self.compiled.templates(),
            slots: self.compiled.slots(),
            filling: &self.filling,
            nonce: self.nonce.as_ref(),
        };
        // A nonce that a shared cache sends to others is known to an attacker.
        let private = self.nonce.is_some() && !self.shared_caching;
        let fields = self.compiled.sent_over(self.scheme);
        merge_filled(headers, fields, filled, conflict, private);
    }

    pub(crate) fn harden(&self, headers: &mut HeaderMap) {
        if let Some(cookies) = &self.parts.cookies {
            cookies.harden(headers);
        }
    }
}

#[cfg(test)]
mod tests;
