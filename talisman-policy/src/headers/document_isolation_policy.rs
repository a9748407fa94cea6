//! Document-Isolation-Policy: a page that is isolated by itself.

pub use crate::headers::isolation_values::IsolationPolicy;
use crate::headers::token_item::{TokenItem, token_item_problems, token_item_reader};

/// Makes one page cross-origin isolated, whatever opens it, embeds it or is embedded by it.
///
/// It does what a Cross-Origin-Opener-Policy with a Cross-Origin-Embedder-Policy does, without breaking popups and without
/// asking anything of the pages in its frames.
///
/// # ABNF
///
/// ```text
/// Document-Isolation-Policy = sf-item ; sf-token, parameter "report-to" "=" sf-string
/// ```
///
/// # Example values
///
/// `isolate-and-require-corp` is read; `require-corp` and `"isolate-and-require-corp"` are refused, because a browser reads
/// each of them as `none`.
///
/// # Deployment caveat
///
/// A browser reads it over https and on localhost alone, and only one made from Chromium does: since Chrome 137 on the
/// desktop, since 146 on Android. `isolate-and-require-corp` blocks every image, script, style and video of another origin
/// that is sent without a Cross-Origin-Resource-Policy and not asked for with CORS; `isolate-and-credentialless` loads those
/// without cookies. A frame of the same origin without the header cannot be reached from the page any more.
///
/// <https://wicg.github.io/document-isolation-policy/#dip-headers>
pub type DocumentIsolationPolicy = TokenItem<IsolationPolicy>;

token_item_problems! {
    /// What can be wrong with a Document-Isolation-Policy.
    pub enum Problem of "Document-Isolation-Policy", codes "document-isolation-policy", "none", "Document Isolation Policy section 2.1.2.1, the headers" {}
}

token_item_reader! { IsolationPolicy, absent: None }
