//! The macros mean their own names, whatever else has them.

#![no_implicit_prelude]
#![deny(warnings)]
#![allow(
    dead_code,
    non_camel_case_types,
    unused_macros,
    unused_qualifications,
    reason = "the names are here to be in the way"
)]

mod core {}
mod std {}
mod alloc {}
mod http {}
mod talisman {}
struct Some;
struct None;
struct Ok;
struct Err;
struct Option;
struct Result;
struct String;
struct str;
struct u8;
struct usize;
struct bool;
struct Box;
struct Vec;
struct Policy;
struct Csp;
struct Parts;
struct Repr;
struct Field;
struct FieldText;
struct Written;
struct Base;
struct Ready;
struct CspField;
struct LazyLock;
struct Const;
const PARTS: () = ();
const FIELDS: () = ();
const COMPILED: () = ();
const BASE: () = ();
const EDITS: () = ();
const LENGTH: () = ();
const ROWS: () = ();
const TEXT: () = ();
fn ready() {}
fn check() {}
fn refused() {}
fn talisman_policy() {}
fn csp() {}
trait From {}
trait Into {}
trait Default {}
macro_rules! concat {
    ($($token:tt)*) => {
        ::core::compile_error!("the wrong concat!")
    };
}
macro_rules! panic {
    ($($token:tt)*) => {
        ::core::compile_error!("the wrong panic!")
    };
}
macro_rules! csp {
    ($($token:tt)*) => {
        ::core::compile_error!("the wrong csp!")
    };
}
macro_rules! vec {
    ($($token:tt)*) => {
        ::core::compile_error!("the wrong vec!")
    };
}

/// A policy in words.
pub const WORDS: ::talisman::Csp =
    ::talisman::csp! { default-src self; script-src self nonce; base-uri none; };
/// A policy in a string.
pub const STRING: ::talisman::Csp = ::talisman::csp!("default-src 'self'; style-src 'nonce'");
/// Every header.
pub const POLICY: ::talisman::Policy = ::talisman::talisman_policy! {
    force_https_hosts: ["a.example"],
    session_cookie_names: ["session"],
};

/// A policy out of another one, whose types are none of the above.
pub const CHANGED: ::talisman::Policy = ::talisman::talisman_policy! {
    ..POLICY,
    content_security_policy: { ..; script-src self nonce; default-src += data:; },
    session_cookie_samesite: Strict,
};
/// The same, with its nonce proven.
pub const PAGE: ::talisman::NoncePolicy = ::talisman::with_nonce!(CHANGED);

mod beside {
    //! A base, and policies with it, between names that the macro could take for its own.

    /// The base.
    pub const BASE: ::talisman::Policy = ::talisman::talisman_policy! { content_security_policy: { default-src self; img-src self; } };
    /// A policy with the base.
    pub const DERIVED: ::talisman::Policy = ::talisman::talisman_policy! {
        ..BASE,
        content_security_policy: { ..; img-src += data:; },
    };
    /// A policy with a base that is an expression.
    pub const TWICE: ::talisman::Policy =
        ::talisman::talisman_policy! { ..super::beside::DERIVED, frame_options: DENY };
}
pub use self::beside::{BASE as SITE, DERIVED, TWICE};
