//! When two policies are equal: when every response and every redirect of one is that of the other.

use crate::cookie::SessionCookies;
use crate::field::{Field, ForceHttps, Parts};
use crate::policy::{Csp, Policy, Repr};

/// Two policies are equal if they send the same, however they were written, derived or read.
///
/// That is: the same fields with the same values and slots, over http and over https; the same fields taken off; the
/// same redirects to https; the same attributes on the same cookies. What a policy is only held to, such as `max_field_length`
/// or a level, makes no difference, and neither does the order of fields.
///
/// ```
/// use talisman::{Policy, talisman_policy};
///
/// const BASE: Policy = talisman_policy! { frame_options: DENY };
/// const PAGE: Policy = talisman_policy! { ..BASE, referrer_policy: no-referrer };
///
/// assert_eq!(PAGE, talisman_policy! { frame_options: DENY, referrer_policy: no-referrer });
/// assert_ne!(PAGE, BASE);
/// ```
impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        are_equal(&self.repr, &other.repr)
    }
}

impl Eq for Policy {}

/// As of [`Policy`]: two are equal if they send the same.
impl PartialEq for Csp {
    fn eq(&self, other: &Self) -> bool {
        are_equal(&self.repr, &other.repr)
    }
}

impl Eq for Csp {}

fn are_equal(a: &Repr, b: &Repr) -> bool {
    fields_are_equal(a.all_fields(), b.all_fields()) && parts_are_equal(a.parts(), b.parts())
}

/// No policy has a field twice, so that the order decides nothing.
fn fields_are_equal(a: &[Field], b: &[Field]) -> bool {
    let has = |field: &Field| b.iter().any(|other| field_is_equal(field, other));
    a.len() == b.len() && a.iter().all(has)
}

// Every member by its name, here and below, so that a new one has to be compared.
fn field_is_equal(a: &Field, b: &Field) -> bool {
    let Field {
        name,
        without_nonce,
        text,
        slots,
        origins,
        https_only,
        // They are the text.
        #[cfg(feature = "text")]
            directives: _,
    } = a;
    *name == b.name
        && *without_nonce == b.without_nonce
        && *text == b.text
        && *slots == b.slots
        && *origins == b.origins
        && *https_only == b.https_only
}

fn parts_are_equal(a: &Parts, b: &Parts) -> bool {
    let Parts {
        remove,
        force_https,
        cookies,
        rules: _,
    } = a;
    same_members(remove, b.remove)
        && both(*force_https, b.force_https, redirects_are_equal)
        && both(*cookies, b.cookies, cookies_are_equal)
}

fn redirects_are_equal(a: ForceHttps, b: ForceHttps) -> bool {
    let ForceHttps {
        status,
        hosts,
        to,
        exempt,
    } = a;
    // Of two hosts that differ in their ports alone, the first is redirected to.
    status == b.status && hosts == b.hosts && to == b.to && same_members(exempt, b.exempt)
}

fn cookies_are_equal(a: SessionCookies, b: SessionCookies) -> bool {
    let SessionCookies {
        names,
        secure,
        http_only,
        same_site,
        partitioned,
    } = a;
    same_members(names, b.names)
        && secure == b.secure
        && http_only == b.http_only
        && same_site == b.same_site
        && partitioned == b.partitioned
}

fn both<T>(a: Option<T>, b: Option<T>, are_equal: fn(T, T) -> bool) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => are_equal(a, b),
        (None, None) => true,
        _ => false,
    }
}

/// Whether two lists have the same members, in any order and however often.
fn same_members(a: &[&str], b: &[&str]) -> bool {
    let are_in = |a: &[&str], b: &[&str]| a.iter().all(|member| b.contains(member));
    are_in(a, b) && are_in(b, a)
}
