//! A policy can be wherever an expression can, in code that takes no lint lightly.

#![deny(
    warnings,
    missing_docs,
    unused,
    future_incompatible,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#![deny(
    clippy::absolute_paths,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::expect_used,
    clippy::indexing_slicing
)]
#![deny(
    clippy::panic,
    clippy::unwrap_used,
    clippy::missing_docs_in_private_items,
    clippy::borrow_interior_mutable_const
)]
#![deny(
    clippy::declare_interior_mutable_const,
    clippy::semicolon_outside_block,
    clippy::shadow_unrelated
)]

use talisman::{Csp, Policy, csp, talisman_policy};

/// A constant.
pub const CONST: Csp = csp! { default-src self; script-src self nonce; base-uri none; };
/// A static.
pub static STATIC: Csp = csp! { default-src self; };
/// An array.
pub const ARRAY: [Csp; 2] = [csp! { default-src self; }, csp!("default-src 'none'")];
/// A static with every header.
pub static POLICY: Policy = talisman_policy! { frame_options: DENY };
/// A policy with a base.
pub const DERIVED: Policy = talisman_policy! { ..talisman_policy! {}, frame_options: DENY };

/// A type with a policy.
#[derive(Clone, Copy, Debug)]
pub struct Page;

impl Page {
    /// An associated constant.
    pub const CSP: Csp = csp! { default-src self; };
}

/// A trait with a policy.
pub trait Secured {
    /// Its own unless it has another one.
    const CSP: Csp = csp! { default-src none; };
}

impl Secured for Page {
    const CSP: Csp = csp! { default-src self; img-src data:; };
}

impl Secured for () {}

/// The value of a function.
#[must_use]
pub fn function() -> Csp {
    let csp = csp! { default-src self; };
    csp
}

/// A function of any type.
#[must_use]
pub fn generic<T: Secured>() -> [Csp; 2] {
    [T::CSP, csp! { default-src self; }]
}

/// A constant function.
#[must_use]
pub const fn constant() -> Csp {
    csp! { default-src self; }
}

#[test]
fn each_place_has_its_own_policy() {
    let value = |csp: &Csp| {
        csp.fields()
            .map(|(_, value)| value.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        value(&<Page as Secured>::CSP),
        ["default-src 'self'; img-src data:"]
    );
    assert_eq!(value(&<() as Secured>::CSP), ["default-src 'none'"]);
    assert_eq!(value(&ARRAY[1]), ["default-src 'none'"]);
    assert_eq!(value(&generic::<Page>()[1]), value(&function()));
    assert_eq!(value(&constant()), value(&STATIC));
}
