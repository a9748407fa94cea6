//! The language of HTTP security policies: one grammar, read while a program compiles and while it starts.
//!
//! Two front ends find words: the macros of `talisman` in Rust tokens, [`text`] in a serialized field value.
//! From there the way is one. Each header's `read` gives a [`Word`] its meaning and says what is wrong with it alone,
//! `check` says what is wrong between words, and what comes out is a typed policy that can only be [serialized](Field)
//! or [`Diagnostics`] that name every problem, where it is, and what to write instead.
//!
//! This crate knows no Rust token, no HTTP type, no clock, no environment and no randomness.

#![forbid(unsafe_code)]

// Whoever builds a program with a policy in it waits for this crate, unoptimized: what serves every table is one function
// over slices, not one for each, and where a loop reads as well as a chain of adaptors, it is a loop.

#[macro_use]
mod ground;

pub mod headers;
pub mod policy;
mod problem;
pub mod text;

pub use ground::condition::{Condition, DirectiveCondition};
pub use ground::diagnostic::{Diagnostic, Diagnostics, Excerpt, Place};
pub use ground::field::{Field, NONCE_LENGTH, Segment, Value};
pub use ground::problem::{Code, Explanation, Severity};
pub use ground::word::{InnerList, Item, Member, MemberValue, Site, Spelling, Statement, Word};
pub use ground::{level, pages, size, tokens};
pub use problem::Problem;
