//! Puts the fields of a policy on HTTP responses.
//!
//! The policy itself is a constant that the macros of `talisman` wrote; here it meets a request. [`Policy::applier`]
//! starts a response, [`Applier::nonce`] draws its nonce, [`Applier::apply`] sets the fields.
//! [`Policy::redirect_to_https`] answers a request that came over plain http, and [`TrustedProxies`] says how it came.
//! This crate knows no directive and no grammar of a field value: it copies texts that were checked before.

// The badges of features on docs.rs, whose compiler is a nightly.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]
#![cfg_attr(
    test,
    allow(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used,
        reason = "a test may stop at the first surprise"
    )
)]

mod adopt;
mod apply;
#[cfg(feature = "ask")]
mod ask;
#[cfg(feature = "axum")]
pub mod axum;
mod cache_control;
#[cfg(feature = "text")]
mod changes;
mod compiled;
mod cookie;
mod equality;
#[cfg(feature = "export")]
pub mod export;
#[cfg(feature = "text")]
mod extension;
mod field;
#[cfg(feature = "text")]
mod finding;
mod fragment;
#[cfg(feature = "text")]
mod from_text;
mod host;
mod included;
mod inherit;
mod merge;
mod nonce;
mod nonce_policy;
#[cfg(feature = "pages")]
mod page;
mod policy;
#[cfg(feature = "html")]
mod protected;
mod proxy;
mod redirect;
mod scheme;
#[cfg(feature = "text")]
mod sent;
mod slot;
mod switch;
#[cfg(feature = "tower")]
pub mod tower;

pub use crate::adopt::AdoptError;
pub use crate::apply::Applier;
#[cfg(feature = "text")]
pub use crate::changes::Changes;
#[cfg(feature = "text")]
pub use crate::extension::{Extended, Extension};
#[cfg(feature = "text")]
pub use crate::finding::{Finding, PolicyError};
pub use crate::fragment::Fragment;
pub use crate::host::{Host, HostError};
pub use crate::included::IncludedSource;
pub use crate::nonce::Nonce;
pub use crate::nonce_policy::{NoNonceError, NoncePolicy};
#[cfg(feature = "pages")]
pub use crate::page::{Page, ProtectedPage};
pub use crate::policy::{Csp, Fields, Policy};
#[cfg(feature = "html")]
pub use crate::protected::{
    Exposure, assert_protected, assert_protected_by, blocked_in, exposures,
};
pub use crate::proxy::TrustedProxies;
pub use crate::redirect::RedirectError;
pub use crate::scheme::Scheme;
pub use crate::slot::{
    Filled, Origin, OriginError, Origins, SlotError, SlotValue, WildcardOrigins,
};
pub use crate::switch::{Mode, ModeError, NothingToSwitchError, PolicySwitch};
#[cfg(feature = "ask")]
pub use talisman_ask;
#[cfg(feature = "html")]
pub use talisman_pages;

/// What generated code names. No public API: it changes with any release.
#[doc(hidden)]
pub mod private {
    pub use crate::compiled::Ready;
    pub use crate::cookie::{SameSite, SessionCookies};
    pub use crate::field::{Field, ForceHttps, HeldPages, InvalidField, Levels, Parts, Rules};
    pub use crate::fragment::Fragment;
    pub use crate::inherit::cookies::{CookieEdit, cookies};
    pub use crate::inherit::force_https::{ForceHttpsEdit, RedirectStatus, force_https};
    pub use crate::inherit::{Base, check};
    pub use crate::policy::Repr;
    pub use crate::slot::{Fillable, Fills, all_filled, slot_of};
    pub use http::HeaderValue;
    pub use talisman_core::encoded::{
        DirectiveField, Encoded, Included, Inclusion, Joined, Piece, Room, SlotType, flat,
        flat_room, include, index_length, room, text_length, value, value_length, word_count,
    };
    pub use talisman_core::facts::Relation;
}

#[cfg(test)]
mod fixture;
