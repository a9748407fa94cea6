//! A guide: from the first policy to one that is enforced and tested.
//!
//! | page | for |
//! | --- | --- |
//! | [`start`] | the first policy, in five minutes |
//! | [`middleware`] | hyper, tower and axum |
//! | [`servers`] | actix-web and Rocket |
//! | [`templates`] | the nonce in askama, maud, minijinja and Leptos |
//! | [`report_only`] | a policy for a site that is there already |
//! | [`nonces`] | nonce or hash, and what caches may store |
//! | [`configuration`] | hosts that only a deployment knows |
//! | [`proxy`] | behind nginx, HAProxy, Caddy or a load balancer |
//! | [`testing`] | tests of a policy |
//! | [`coming_from`] | helmet, Django, Spring Security, secure_headers and tower-http, option by option |
//! | [`console`] | what a browser's console says, and what to write then |
//!
//! flask-talisman and hyperflask have a page of their own, [`porting`](crate::porting), and every message of the compiler
//! is in [`messages`](crate::messages).

#[doc = include_str!("start.md")]
pub mod start {}

#[doc = include_str!("middleware.md")]
pub mod middleware {}

// The examples of these two pages need other packages than this one: a test package of their own runs them.
#[cfg(not(doctest))]
#[doc = include_str!("servers.md")]
pub mod servers {}

#[cfg(not(doctest))]
#[doc = include_str!("templates.md")]
pub mod templates {}

#[doc = include_str!("report_only.md")]
pub mod report_only {}

#[doc = include_str!("nonces.md")]
pub mod nonces {}

#[doc = include_str!("configuration.md")]
pub mod configuration {}

#[doc = include_str!("proxy.md")]
pub mod proxy {}

#[doc = include_str!("testing.md")]
pub mod testing {}

#[doc = include_str!("coming_from.md")]
pub mod coming_from {}

#[doc = include_str!("console.md")]
pub mod console {}
