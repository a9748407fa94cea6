//! Cross-Origin-Opener-Policy: which windows may keep a reference to the page's own.

use crate::ground::names::Names;
pub use crate::headers::isolation_values::OpenerPolicy;
use crate::headers::token_item::{TokenItem, token_item_problems, token_item_reader};

/// Keeps windows of other sites that open the page, or that it opens, from reaching into it.
///
/// # ABNF
///
/// ```text
/// Cross-Origin-Opener-Policy = sf-item ; sf-token, parameter "report-to" "=" sf-string
/// ```
///
/// # Example values
///
/// `same-origin` is read; `Same-Origin`, `"same-origin"` and `same-origin, same-origin` are refused, because a browser reads
/// each of them as `unsafe-none`.
///
/// # Deployment caveat
///
/// A browser reads it over https and on localhost alone, and only on the page that fills the window, not on a frame's.
/// `same-origin` breaks what talks to a window of another origin: sign-in with OAuth and payment in a popup
/// (`same-origin-allow-popups` lets the page open those), and a page that other sites open in a popup of theirs. Reports are
/// sent by Chromium alone, to an endpoint that Reporting-Endpoints has to name.
///
/// <https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-opener-policies>
pub type CrossOriginOpenerPolicy = TokenItem<OpenerPolicy>;

token_item_problems! {
    /// What can be wrong with a Cross-Origin-Opener-Policy.
    pub enum Problem of "Cross-Origin-Opener-Policy", codes "cross-origin-opener-policy", "unsafe-none", "HTML section 7.1.3, cross-origin opener policies" {
        /// A value that not every browser knows.
        PartlySupported { word: OpenerPolicy, missing: Names } => Advice "cross-origin-opener-policy-partly-supported", "HTML section 7.1.3, cross-origin opener policies" {
            summary: "`{word}` is not known to {missing}: there a browser reads it as unsafe-none";
            help: "do not rely on it there; same-origin and same-origin-allow-popups are known to every browser";
        }
    }
}

token_item_reader! { OpenerPolicy, absent: UnsafeNone, partly_supported: PartlySupported }
