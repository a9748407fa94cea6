//! What a macro still gives when the policy is refused: a value of the type that was asked for, so that no second error
//! follows from the first.

use proc_macro2::TokenStream;
use quote::quote;

/// A policy with a nonce slot, so that what is said of the constant elsewhere holds. It never runs: an error stands beside it.
pub(crate) fn repr(krate: &TokenStream) -> TokenStream {
    quote!({
        fn refused() -> &'static #krate::__private::Compiled {
            loop {}
        }
        const PARTS: &#krate::__private::Parts = &#krate::__private::Parts {
            fields: &[#krate::__private::FieldText { name: "content-security-policy", text: "'nonce-'", slots: &[7], ..#krate::__private::FieldText::EMPTY }],
            refused: true,
            ..#krate::__private::Parts::EMPTY
        };
        #krate::__private::Repr::Const { parts: PARTS, compiled: refused }
    })
}
