//! Readers written from the specifications of what a client does, and from nothing of talisman's.

pub(crate) mod cookie;
pub(crate) mod csp;
