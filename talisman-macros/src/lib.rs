//! The macros of `talisman`: tokens in, constants out.
//!
//! Use them through the facade `talisman`, whose `csp!` and `talisman_policy!` hand over the path that generated code begins
//! with. What a policy means is for `talisman-policy`; this crate finds words and writes constants.

#![forbid(unsafe_code)]

#[cfg(test)]
mod agreement;
mod derive;
mod emit;
mod expand;
mod fallback;
mod json;
mod levels;
mod members;
mod parse;
#[cfg(test)]
mod remedies;
mod report;
mod spans;
mod words;
mod written;

use proc_macro::TokenStream;

/// `talisman::csp!`
#[doc(hidden)]
#[proc_macro]
pub fn csp(input: TokenStream) -> TokenStream {
    expand::csp(input.into()).into()
}

/// `talisman::talisman_policy!`
#[doc(hidden)]
#[proc_macro]
pub fn talisman_policy(input: TokenStream) -> TokenStream {
    expand::policy(input.into()).into()
}

#[cfg(test)]
mod tests;
