//! Hands talisman on, as a framework would.

pub use talisman;

/// A policy for pages that load nothing from elsewhere, and what the caller adds.
#[macro_export]
macro_rules! page_policy {
    ($($more:tt)*) => { $crate::talisman::csp! { default-src self; object-src none; $($more)* } };
}

/// The origin of a caller's CDN, as a fragment of another macro's grammar.
#[macro_export]
macro_rules! cdn_policy {
    ($origin:literal) => {
        $crate::talisman::csp! { default-src self; script-src self $origin; }
    };
}
