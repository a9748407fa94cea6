//! The layer, as its responses come over a socket: each claim of `talisman::tower` and `talisman::axum` beside what happens
//! without the layer or in the wrong order.

mod answers;
mod choice;
mod files;
mod nonce;
mod scheme;
mod switch;
mod wire;

use talisman::{Policy, talisman_policy};

/// The policy of the sites that are tested.
const SITE: Policy = talisman_policy! {
    force_https: off,
    strict_transport_security: { max_age: 63072000, include_subdomains: true },
    content_security_policy: {
        default-src self;
        script-src nonce strict-dynamic;
        style-src nonce;
        object-src none;
        base-uri none;
        frame-ancestors none;
    },
    frame_options: DENY,
    session_cookie_names: ["session"],
};

/// What pages of the site send that others may frame.
const EMBED: Policy = talisman_policy! {
    ..SITE,
    frame_options: off,
    referrer_policy: off,
    content_security_policy: { ..; frame-ancestors "https://partner.example"; },
    remove_fields: [x-powered-by],
};

/// A policy without a slot for a nonce.
const PLAIN: Policy = talisman_policy! { force_https: off };

/// What every response of the site has, whatever else it has.
const FIELDS: [&str; 6] = [
    "content-security-policy",
    "permissions-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
];
