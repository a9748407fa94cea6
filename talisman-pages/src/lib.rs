//! Holds HTML pages against a Content Security Policy.
//!
//! A page asks for scripts, styles, images and frames; its policy allows some of them. [`Site::blocked_in`] reads a page as a
//! browser does and names everything in its text that the policy would block, with its line and with what to write instead.
//! [`inline_code`] is the code that a policy can allow by hash.
//! What the policy allows is decided by [`talisman_ask`].

#![forbid(unsafe_code)]
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]
#![cfg_attr(
    test,
    allow(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used,
        reason = "a test may stop at the first surprise"
    )
)]

mod check;
mod css;
mod handlers;
mod html;
mod inline;
mod needs;
mod srcset;

pub use check::{Blocked, Held, PLACEHOLDERS, Site};
pub use html::Position;
pub use inline::{InlineCode, InlineKind, inline_code};
pub use talisman_ask::UrlError;
