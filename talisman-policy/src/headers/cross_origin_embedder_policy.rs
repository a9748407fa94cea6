//! Cross-Origin-Embedder-Policy: what the page may load from other origins.

use crate::ground::names::Names;
pub use crate::headers::isolation_values::EmbedderPolicy;
use crate::headers::token_item::{TokenItem, token_item_problems, token_item_reader};

/// Keeps the page from loading what has not agreed to be loaded, or loads it without the visitor's cookies.
///
/// With a Cross-Origin-Opener-Policy of `same-origin` it makes the page cross-origin isolated: `SharedArrayBuffer` and exact
/// timers work there.
///
/// # ABNF
///
/// ```text
/// Cross-Origin-Embedder-Policy = sf-item ; sf-token, parameter "report-to" "=" sf-string
/// ```
///
/// # Example values
///
/// `require-corp` is read; `Require-Corp`, `"require-corp"` and `require-corp, credentialless` are refused, because a browser
/// reads each of them as `unsafe-none`.
///
/// # Deployment caveat
///
/// A browser reads it over https and on localhost alone. `require-corp` blocks every image, script, style and video of another
/// origin that is sent without a Cross-Origin-Resource-Policy and not asked for with CORS: maps, avatars, advertisements.
/// `credentialless` loads those without cookies. With either of them a frame's page must send the header too, or is not
/// shown. Try it out as report-only first. Reports are sent by Chromium alone, to an endpoint that Reporting-Endpoints has
/// to name.
///
/// <https://html.spec.whatwg.org/multipage/browsers.html#coep>
pub type CrossOriginEmbedderPolicy = TokenItem<EmbedderPolicy>;

token_item_problems! {
    /// What can be wrong with a Cross-Origin-Embedder-Policy.
    pub enum Problem of "Cross-Origin-Embedder-Policy", codes "cross-origin-embedder-policy", "unsafe-none", "HTML section 7.1.4, cross-origin embedder policies" {
        /// A value that not every browser knows.
        PartlySupported { word: EmbedderPolicy, missing: Names } => Advice "cross-origin-embedder-policy-partly-supported", "HTML section 7.1.4, cross-origin embedder policies" {
            summary: "`{word}` is not known to {missing}: there a browser reads it as unsafe-none, and the page is not isolated";
            help: "write require-corp if the page must be isolated in every browser";
        }
    }
}

token_item_reader! { EmbedderPolicy, absent: UnsafeNone, partly_supported: PartlySupported }
