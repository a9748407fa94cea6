//! The language of HTTP security policies: one grammar, read while a program compiles and while it starts.
//!
//! Two front ends find words: the macros of `talisman` in Rust tokens, [`text`] in a serialized field value.
//! From there the way is one. Each header's `lower` gives a [`Word`] its meaning and says what is wrong with it alone,
//! `check` says what is wrong between words, and what comes out is a typed policy that can only be [serialized](Field)
//! or [`Diagnostics`] that name every mistake, where it stands, and what to write instead.
//!
//! This crate knows no Rust token, no HTTP type, no clock, no environment and no randomness.

#![forbid(unsafe_code)]

#[macro_use]
mod table;
#[macro_use]
mod problem;

pub mod csp;
mod diagnostic;
pub mod document_policy;
mod endpoint;
pub mod feature_policy;
mod field;
pub mod header;
pub mod level;
mod origin;
pub mod permissions;
pub mod policy;
pub mod referrer_policy;
pub mod strict_transport_security;
mod suggest;
pub mod text;
mod word;
pub mod x_content_type_options;
pub mod x_download_options;
pub mod x_frame_options;
pub mod x_xss_protection;

pub use diagnostic::{Diagnostic, Diagnostics, Excerpt, Place};
pub use field::{Field, Segment, Value};
pub use problem::{Code, Explanation, Problem, Severity};
pub use word::{Member, MemberValue, Site, Spelling, Statement, Word};
