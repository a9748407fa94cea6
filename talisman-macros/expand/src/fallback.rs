//! What a macro still gives when the policy is refused: a value of the type that was asked for, so that no second error
//! follows from the first.

use proc_macro2::TokenStream;
use quote::quote;

/// A policy with a nonce slot, so that what is said of the constant elsewhere holds. It never runs: an error is beside it.
pub(crate) fn repr(krate: &TokenStream) -> TokenStream {
    quote!({
        fn refused() -> &'static #krate::__private::Ready {
            loop {}
        }
        #krate::__private::Repr::Const {
            encoded: #krate::__private::Encoded::REFUSED,
            parts: #krate::__private::Parts::NONE,
            ready: refused,
        }
    })
}
