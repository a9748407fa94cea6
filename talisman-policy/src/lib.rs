//! The language of HTTP security policies: one grammar, read while a program compiles and while it starts.
//!
//! Two front ends find words: the macros of `talisman` in Rust tokens, [`text`] in a serialized field value.
//! From there the way is one. Each header's `read` gives a [`Word`] its meaning and says what is wrong with it alone,
//! `check` says what is wrong between words, and what comes out is a typed policy that can only be [serialized](Field)
//! or [`Diagnostics`] that name every mistake, where it stands, and what to write instead.
//!
//! This crate knows no Rust token, no HTTP type, no clock, no environment and no randomness.

#![forbid(unsafe_code)]

// Whoever builds a program with a policy in it waits for this crate, unoptimized: what serves every table is one function
// over slices, not one for each, and where a loop reads as well as a chain of adaptors, it is a loop.

#[macro_use]
mod table;
#[macro_use]
mod problem;

pub mod clear_site_data;
pub mod cross_origin_embedder_policy;
pub mod cross_origin_opener_policy;
pub mod cross_origin_resource_policy;
pub mod csp;
mod diagnostic;
pub mod document_isolation_policy;
pub mod document_policy;
mod endpoint;
pub mod endpoint_url;
pub mod feature_policy;
mod field;
mod firsts;
pub mod header;
pub mod integrity_policy;
mod isolation;
pub mod json;
pub mod level;
pub mod nel;
mod one_word;
mod origin;
pub mod origin_agent_cluster;
pub mod permissions;
pub mod policy;
pub mod referrer_policy;
pub mod report_to;
pub mod reporting_endpoints;
mod shape;
pub mod size;
pub mod strict_transport_security;
mod suggest;
mod support;
pub mod text;
pub mod token_item;
mod word;
pub mod x_content_type_options;
pub mod x_dns_prefetch_control;
pub mod x_download_options;
pub mod x_frame_options;
pub mod x_permitted_cross_domain_policies;
pub mod x_xss_protection;

pub use diagnostic::{Diagnostic, Diagnostics, Excerpt, Place};
pub use field::{Field, NONCE_LENGTH, Segment, Value};
pub use problem::{Code, Explanation, Problem, Severity};
pub use word::{Item, Member, MemberValue, Site, Spelling, Statement, Word};
