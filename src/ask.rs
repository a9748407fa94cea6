//! What a policy allows, for tests: [`Policy::on`](crate::Policy::on) gives a [`Page`] that can be asked.
//!
//! ```
//! use talisman::ask::{image, inline_script, script};
//! use talisman::{Policy, talisman_policy};
//!
//! const SITE: Policy = talisman_policy! {
//!     content_security_policy: { default-src self; script-src self nonce "https://cdn.example.com"; base-uri none; },
//! };
//!
//! let page = SITE.on("https://www.example.com/account")?;
//! assert!(page.allows(script("https://cdn.example.com/a.js")));
//! assert!(page.allows(inline_script("start()").with_page_nonce()));
//! assert!(!page.allows(inline_script("alert(1)")));
//! assert_eq!(
//!     page.verdict(image("https://img.example.net/x.png")).change().as_deref(),
//!     Some("img-src self \"https://img.example.net\""),
//! );
//! # Ok::<(), talisman::ask::UrlError>(())
//! ```

pub use talisman_runtime::talisman_ask::*;
#[cfg(feature = "html")]
#[cfg_attr(docsrs, doc(cfg(feature = "html")))]
pub use talisman_runtime::talisman_pages::{Blocked, Position};
#[cfg(feature = "html")]
#[cfg_attr(docsrs, doc(cfg(feature = "html")))]
pub use talisman_runtime::{
    Exposure, assert_protected, assert_protected_by, blocked_in, exposures,
};
