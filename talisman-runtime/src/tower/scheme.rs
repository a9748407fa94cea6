//! How a [`PolicyLayer`](super::PolicyLayer) knows the scheme of a request: the types that its methods make.

use std::any::type_name;
use std::fmt;
use std::marker::PhantomData;

use http::Request;
use http::request::Parts;

use crate::proxy::TrustedProxies;
use crate::scheme::Scheme;

/// What knows the scheme of a request. Not to be implemented elsewhere: [`SchemeFn`] takes any function.
#[diagnostic::on_unimplemented(
    message = "this `PolicyLayer` does not say how the scheme of a request is known",
    label = "say it: `.https()`, `.http()`, `.trusting(PROXIES)`, `.trusting_peers(..)` or `.scheme_from(..)`",
    note = "`Strict-Transport-Security` is sent only over https, and only a request over http is redirected"
)]
pub trait SchemeSource: Sealed {
    /// The scheme, and `None` if nothing is known of the request.
    #[doc(hidden)]
    fn scheme<B>(&self, request: Request<B>) -> (Option<Scheme>, Request<B>);
}

/// A [`SchemeSource`] whose layer can redirect in a service with bodies of this type.
#[diagnostic::on_unimplemented(
    message = "a `PolicyLayer` that may redirect needs a response body with an empty value, `{B}: Default`",
    note = "with `.https()`, nothing is redirected and any body will do"
)]
pub trait Redirects<B>: SchemeSource {
    /// The body of a redirect, if there may be one.
    #[doc(hidden)]
    fn empty() -> Option<B>;
}

/// Nothing is known yet.
#[derive(Clone, Copy, Debug)]
pub struct Unstated;

/// Every request came over https; see [`PolicyLayer::https`](super::PolicyLayer::https).
#[derive(Clone, Copy, Debug)]
pub struct Https;

/// Every request came over plain http; see [`PolicyLayer::http`](super::PolicyLayer::http).
#[derive(Clone, Copy, Debug)]
pub struct Http;

/// What proxies state, if the peer is one of them; see
/// [`PolicyLayer::trusting_peers`](super::PolicyLayer::trusting_peers).
pub struct TrustedPeers<T, F> {
    pub(super) proxies: TrustedProxies,
    pub(super) is_trusted: F,
    pub(super) peer: PhantomData<fn(&T)>,
}

/// What a function says; see [`PolicyLayer::scheme_from`](super::PolicyLayer::scheme_from).
#[derive(Clone, Copy)]
pub struct SchemeFn<F>(pub(super) F);

mod private {
    pub trait Sealed {}
}
use private::Sealed;

impl SchemeSource for Https {
    fn scheme<B>(&self, request: Request<B>) -> (Option<Scheme>, Request<B>) {
        (Some(Scheme::Https), request)
    }
}

impl SchemeSource for Http {
    fn scheme<B>(&self, request: Request<B>) -> (Option<Scheme>, Request<B>) {
        (Some(Scheme::Http), request)
    }
}

impl SchemeSource for TrustedProxies {
    fn scheme<B>(&self, request: Request<B>) -> (Option<Scheme>, Request<B>) {
        (Some(Self::scheme(self, request.headers())), request)
    }
}

impl<T: Send + Sync + 'static, F: Fn(&T) -> bool> SchemeSource for TrustedPeers<T, F> {
    fn scheme<B>(&self, request: Request<B>) -> (Option<Scheme>, Request<B>) {
        let peer = request.extensions().get();
        let scheme = if peer.is_some_and(&self.is_trusted) {
            self.proxies.scheme(request.headers())
        } else {
            Scheme::Http
        };
        (Some(scheme), request)
    }
}

impl<F: Fn(&Parts) -> R, R: Into<Option<Scheme>>> SchemeSource for SchemeFn<F> {
    fn scheme<B>(&self, request: Request<B>) -> (Option<Scheme>, Request<B>) {
        let (parts, body) = request.into_parts();
        let scheme = (self.0)(&parts).into();
        (scheme, Request::from_parts(parts, body))
    }
}

impl Sealed for Https {}
impl Sealed for Http {}
impl Sealed for TrustedProxies {}
impl<T, F> Sealed for TrustedPeers<T, F> {}
impl<F> Sealed for SchemeFn<F> {}

impl<B> Redirects<B> for Https {
    fn empty() -> Option<B> {
        None
    }
}

impl<B: Default> Redirects<B> for Http {
    fn empty() -> Option<B> {
        Some(B::default())
    }
}

impl<B: Default> Redirects<B> for TrustedProxies {
    fn empty() -> Option<B> {
        Some(B::default())
    }
}

impl<B: Default, T, F> Redirects<B> for TrustedPeers<T, F>
where
    Self: SchemeSource,
{
    fn empty() -> Option<B> {
        Some(B::default())
    }
}

impl<B: Default, F> Redirects<B> for SchemeFn<F>
where
    Self: SchemeSource,
{
    fn empty() -> Option<B> {
        Some(B::default())
    }
}

impl<T, F: Clone> Clone for TrustedPeers<T, F> {
    fn clone(&self) -> Self {
        Self {
            is_trusted: self.is_trusted.clone(),
            ..*self
        }
    }
}

impl<T, F> fmt::Debug for TrustedPeers<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrustedPeers")
            .field("proxies", &self.proxies)
            .field("peer", &type_name::<T>())
            .finish_non_exhaustive()
    }
}

impl<F> fmt::Debug for SchemeFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SchemeFn(..)")
    }
}
