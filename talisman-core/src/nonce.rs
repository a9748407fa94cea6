//! How a nonce is written.

/// The length of a nonce's base64-value in bytes: 128 bits, six to a character, without padding.
pub const LENGTH: usize = 22;

/// What precedes the nonce in its source expression.
pub const PREFIX: &str = "'nonce-";

/// The source expression that a response writes its nonce into, before the last byte.
pub const SOURCE: &str = "'nonce-'";

/// Whether a nonce goes to this byte offset of a text: between `'nonce-` and `'`.
#[must_use]
pub fn goes_to(text: &str, slot: usize) -> bool {
    let parts = text.as_bytes().split_at_checked(slot);
    parts.is_some_and(|(before, after)| {
        before.ends_with(PREFIX.as_bytes()) && after.first() == Some(&b'\'')
    })
}
