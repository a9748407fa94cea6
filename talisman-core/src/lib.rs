//! What the language, the macros and the runtime of `talisman` all need to know: no meaning of a policy, no token, no HTTP
//! type. Everything here is plain data and `const` functions over it.
//!
//! No public API: use `talisman`.

#![forbid(unsafe_code)]

pub mod authority;
pub mod bypass;
pub mod cookie;
pub mod encoded;
pub mod exempt;
pub mod facts;
pub mod hosts;
pub mod nonce;
pub mod text;
pub mod twins;
