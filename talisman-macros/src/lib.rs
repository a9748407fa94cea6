//! The macros of `talisman`.
//!
//! Use them through the facade `talisman`, whose `csp!` and `talisman_policy!` hand over the path that generated code begins
//! with. What they expand to is for `talisman-expand`.

#![forbid(unsafe_code)]

use proc_macro::TokenStream;

/// `talisman::csp!`
#[doc(hidden)]
#[proc_macro]
pub fn csp(input: TokenStream) -> TokenStream {
    talisman_expand::csp(input.into()).into()
}

/// `talisman::talisman_policy!`
#[doc(hidden)]
#[proc_macro]
pub fn talisman_policy(input: TokenStream) -> TokenStream {
    talisman_expand::policy(input.into()).into()
}

/// `talisman::csp_fragment!`
#[doc(hidden)]
#[proc_macro]
pub fn csp_fragment(input: TokenStream) -> TokenStream {
    talisman_expand::fragment(input.into()).into()
}

/// `talisman::sri!`
#[cfg(feature = "hashes")]
#[doc(hidden)]
#[proc_macro]
pub fn sri(input: TokenStream) -> TokenStream {
    talisman_expand::sri(input.into()).into()
}

/// `talisman::page!`
#[cfg(feature = "pages")]
#[doc(hidden)]
#[proc_macro]
pub fn page(input: TokenStream) -> TokenStream {
    talisman_expand::page(input.into()).into()
}
