//! The macros find their crate under whatever name it has.

use headers::{Csp, Policy};

/// A policy in words.
pub const WORDS: Csp = headers::csp! { default-src self; script-src self nonce; base-uri none; };
/// A policy in a string.
pub const STRING: Csp =
    headers::csp!["default-src 'self'; script-src 'self' 'nonce'; base-uri 'none'"];
/// Every header.
pub const POLICY: Policy = headers::talisman_policy!(frame_options: DENY);
/// A policy with a base.
pub const DERIVED: Policy = headers::talisman_policy! {
    ..POLICY,
    content_security_policy: { ..; img-src data:; },
};

#[test]
fn both_spellings_send_the_same() {
    assert!(WORDS.fields().eq(STRING.fields()));
    assert_eq!(WORDS.fields().count(), 1);
}
