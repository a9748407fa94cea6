//! What a policy allows, for tests: [`Policy::on`](crate::Policy::on) gives a [`Page`] that can be asked.
//!
//! ```
//! use talisman::ask::{image, inline_script, script};
//! use talisman::{Policy, talisman_policy};
//!
//! const SITE: Policy = talisman_policy! {
//!     content_security_policy: {
//!         default-src self;
//!         script-src self nonce "https://cdn.example.com";
//!         base-uri none;
//!     },
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
//!
//! # Testing a policy
//!
//! Write down what has to keep working and what may never happen; one failure lists everything that is otherwise, each with the
//! change that would mend it.
//!
//! ```
//! use talisman::ask::{Expectations, ancestor, connect, eval, form, must, never, script};
//! use talisman::{Policy, talisman_policy};
//!
//! const SITE: Policy = talisman_policy! {
//!     content_security_policy: {
//!         default-src self;
//!         script-src nonce strict-dynamic;
//!         object-src none;
//!         base-uri none;
//!         form-action self;
//!         frame-ancestors none;
//!     },
//! };
//! const EMBED: Policy = talisman_policy! {
//!     ..SITE,
//!     frame_options: off,
//!     content_security_policy: { ..; frame-ancestors "https://partner.example"; },
//! };
//!
//! Expectations::new()
//!     .on("SITE", SITE.on("https://www.example.com/")?, [
//!         must(script("/app.js").with_page_nonce()),
//!         must(script("https://cdn.example.com/lazy.js").added_by_script()),
//!         must(connect("wss://www.example.com/live")),
//!         never(eval()),
//!         never(form("https://elsewhere.example/")),
//!         never(ancestor("https://partner.example/")),
//!     ])
//!     .on(
//!         "EMBED",
//!         EMBED.on("https://www.example.com/embed")?,
//!         [must(ancestor("https://partner.example/"))],
//!     )
//!     .assert();
//! # Ok::<(), talisman::ask::UrlError>(())
//! ```
//!
//! Then keep what the policies mean in your repository: [`assert_locked`] fails the test that widens one, and says what a
//! widening opens.
//!
//! ```no_run
//! # use talisman::{Policy, talisman_policy};
//! # const SITE: Policy = talisman_policy! {};
//! talisman::ask::assert_locked("policy.lock", &[("SITE", &SITE)]);
//! ```
//!
//! With the feature `html`, `assert_protected` holds a response of your server against its own policy: the fields, and each
//! script, style and address of its page, by line. With the feature `reports`, the module `reports` explains what browsers
//! send.

pub use talisman_runtime::talisman_ask::*;
#[cfg(feature = "html")]
#[cfg_attr(docsrs, doc(cfg(feature = "html")))]
pub use talisman_runtime::talisman_pages::{Blocked, Position};
#[cfg(feature = "html")]
#[cfg_attr(docsrs, doc(cfg(feature = "html")))]
pub use talisman_runtime::{
    Exposure, assert_protected, assert_protected_by, blocked_in, exposures,
};
