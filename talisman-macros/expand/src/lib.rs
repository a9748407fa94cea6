//! What the macros of `talisman` expand to: tokens in, constants out.
//!
//! No public API: it is called by `talisman-macros`. What a policy means is for `talisman-policy`; this crate finds words and
//! writes constants.

#![forbid(unsafe_code)]

#[cfg(test)]
mod agreement;
mod arithmetic;
mod braces;
mod conditions;
mod constants;
#[cfg(feature = "hashes")]
mod digests;
mod directives;
mod emit;
mod entries;
mod expand;
mod fallback;
#[cfg(feature = "pages")]
mod files;
#[cfg(test)]
mod findings;
mod fragment;
mod include;
mod inherit;
mod json;
mod levels;
mod literals;
mod members;
#[cfg(feature = "pages")]
mod page;
#[cfg(feature = "pages")]
mod pages;
mod parse;
#[cfg(test)]
mod remedies;
mod report;
mod rules;
#[cfg(test)]
mod slips;
mod spans;
mod words;

#[doc(hidden)]
#[cfg(feature = "hashes")]
pub use crate::expand::sri;
#[doc(hidden)]
pub use crate::expand::{csp, policy};
#[doc(hidden)]
pub use crate::fragment::fragment;
#[doc(hidden)]
#[cfg(feature = "pages")]
pub use crate::page::page;

#[cfg(test)]
mod tests;
