//! axum: the nonce of a response as an extractor, for handlers and middleware under a
//! [`PolicyLayer`](crate::tower::PolicyLayer).
//!
//! ```
//! use axum::Router;
//! use axum::response::Html;
//! use axum::routing::get;
//! use talisman::axum::CspNonce;
//! use talisman::tower::PolicyLayer;
//! use talisman::{Policy, talisman_policy};
//!
//! const POLICY: Policy = talisman_policy! {
//!     content_security_policy: {
//!         default-src self;
//!         script-src nonce;
//!         object-src none;
//!         base-uri none;
//!     },
//! };
//! const EMBED: Policy = talisman_policy! {
//!     ..POLICY,
//!     frame_options: off,
//!     content_security_policy: { ..; frame-ancestors "https://partner.example"; },
//! };
//!
//! async fn page(CspNonce(nonce): CspNonce) -> Html<String> {
//!     Html(format!("<script nonce=\"{nonce}\">start()</script>"))
//! }
//!
//! let site = PolicyLayer::new(POLICY).https();
//! let app: Router = Router::new()
//!     .route("/", get(page))
//!     .route("/embed", get(page).route_layer(site.with_policy(EMBED)))
//!     // Last, so that it is around all the others, and the 404s have the policy too.
//!     .layer(site);
//! # let _ = app;
//! ```
//!
//! A handler that returns JSON or a file does not name `CspNonce`; its response has the policy without a nonce, and caches
//! may store it.
//!
//! # Deployment caveat
//!
//! `Router::layer` covers the routes and the fallback that the router has when it is called: call it last. Layers of a
//! `Router` run after the routing, so that a middleware which changes the URI goes around the router and the policy around
//! that: `ServiceExt::<Request>::into_make_service(layer.layer(rewriting.layer(app)))`.

use std::error::Error;
use std::fmt;
use std::ops::Deref;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

use crate::nonce::Nonce;
use crate::tower::{HandleError, PolicyHandle};

/// The nonce of the response: an extractor that draws it, or gives the one that was drawn before.
///
/// `Option<CspNonce>` is `None` where the policy of the route has no nonce slot, for a handler that serves routes with and
/// without.
///
/// # Errors
///
/// A handler whose policy has no nonce slot, or that no layer is around, answers 500 (Internal Server Error) with a text that
/// says so: a page without a nonce would look right and run no script.
#[derive(Clone, Copy, Debug)]
pub struct CspNonce(pub Nonce);

impl<S: Sync> FromRequestParts<S> for CspNonce {
    type Rejection = CspNonceRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, CspNonceRejection> {
        handle(parts)?.nonce().map(Self).map_err(CspNonceRejection)
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for CspNonce {
    type Rejection = CspNonceRejection;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &S,
    ) -> Result<Option<Self>, CspNonceRejection> {
        match handle(parts)?.nonce() {
            Ok(nonce) => Ok(Some(Self(nonce))),
            Err(HandleError::NoSlot) => Ok(None),
            Err(error) => Err(CspNonceRejection(error)),
        }
    }
}

fn handle(parts: &Parts) -> Result<&PolicyHandle, CspNonceRejection> {
    let handle = parts.extensions.get();
    handle.ok_or(CspNonceRejection(HandleError::NoLayer))
}

impl Deref for CspNonce {
    type Target = Nonce;

    fn deref(&self) -> &Nonce {
        &self.0
    }
}

impl fmt::Display for CspNonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<S: Sync> FromRequestParts<S> for PolicyHandle {
    type Rejection = CspNonceRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, CspNonceRejection> {
        handle(parts).cloned()
    }
}

/// Why there is no [`CspNonce`] or no [`PolicyHandle`]: as a response, 500 (Internal Server Error).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CspNonceRejection(HandleError);

impl CspNonceRejection {
    /// Why.
    #[must_use]
    pub fn error(&self) -> HandleError {
        self.0
    }
}

impl fmt::Display for CspNonceRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for CspNonceRejection {}

impl IntoResponse for CspNonceRejection {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, self.to_string()).into_response()
    }
}
