//! A tower layer: the policy's fields on every response of a service, and the redirect to https before it.
//!
//! [`PolicyLayer`] wraps any service from `http::Request` to `http::Response`: axum's routers, tonic's, hyper's through
//! `hyper_util::service::TowerToHyperService`.
//!
//! ```
//! use std::convert::Infallible;
//!
//! use http::{Request, Response};
//! use talisman::tower::{PolicyHandle, PolicyLayer};
//! use talisman::{Policy, TrustedProxies, talisman_policy};
//! use tower::{Layer, service_fn};
//!
//! const POLICY: Policy = talisman_policy! {
//!     force_https_hosts: ["www.example.com"],
//!     content_security_policy: {
//!         default-src self;
//!         script-src nonce;
//!         object-src none;
//!         base-uri none;
//!     },
//! };
//! const PROXY: TrustedProxies = TrustedProxies::x_forwarded_proto(1);
//!
//! async fn page(request: Request<String>) -> Result<Response<String>, Infallible> {
//!     let handle = request.extensions().get::<PolicyHandle>().expect("there is a layer");
//!     let nonce = handle.nonce().expect("the policy has a slot");
//!     Ok(Response::new(format!("<script nonce=\"{nonce}\">start()</script>")))
//! }
//!
//! let service = PolicyLayer::new(POLICY).trusting(PROXY).layer(service_fn(page));
//! # let _ = service;
//! ```
//!
//! # Several layers
//!
//! A response has one nonce and each field once, however many layers it passes. The outermost layer puts a
//! [`PolicyHandle`] into the extensions of the request and applies the policy to the response. A layer further in finds
//! the handle, and its policy is the one that holds from there on, whole: what it turns `off` is not sent, what it takes
//! off with `remove_fields` is not there. Answers that are made between two layers, such as a 404 of a router, a caught
//! panic or a timeout, have the policy that was chosen last.
//!
//! The outermost layer knows the scheme for all of them. A layer further in redirects to https too if its policy wants it
//! (one that was made with `.https()` never does), but it cannot undo a redirect that happened further out: exempt the path
//! there, with `force_https_exempt`. [`PolicyLayer::with_policy`] makes the layer of a route from that of the site.
//!
//! Why a redirect is a 400 is in the extensions of the response, as a [`RedirectError`](crate::RedirectError), where a layer
//! around this one can log it.
//!
//! # The nonce
//!
//! Code that writes a page asks the handle for the nonce, which is drawn then: a response whose handler does not ask has the
//! policy without a nonce and stays cacheable. Ask before the handler returns: once the head of the response has gone out,
//! [`PolicyHandle::nonce`] is an error, unless the nonce was drawn before.
//!
//! # Deployment caveat
//!
//! - What never reaches the layer has no fields: a request that the server itself refuses (400, 408, 431), an error of the
//!   service that something further out turns into a response, and the answers of layers around it. Make it the outermost
//!   layer.
//! - The redirect needs the URI that the client sent. A router that takes a prefix off the path hides it from the layers
//!   inside: with the feature `axum`, axum's `OriginalUri` is read; with other routers put the layer outside.

mod handle;
mod layer;
pub mod scheme;
mod service;

pub use self::handle::{HandleError, PolicyHandle};
pub use self::layer::PolicyLayer;
pub use self::service::{PolicyService, ResponseFuture};
