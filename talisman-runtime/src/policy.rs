//! The policies that users hold: handles on what generated code wrote down.

mod repr;

use std::borrow::Cow;
use std::fmt;
use std::slice;

use talisman_core::encoded::{self, DirectiveField, Encoded};

pub use self::repr::Repr;
use crate::apply::Applier;
use crate::field::Field;
use crate::inherit::Base;
use crate::scheme::Scheme;

/// The security headers of a site, or of a part of it: what `talisman_policy!` makes.
///
/// Most policies are constants, and to clone one that is costs no allocation and no counting of references.
///
/// ```
/// use talisman::{Policy, Scheme};
///
/// fn answer(policy: &Policy) -> http::Response<&'static str> {
///     let mut response = http::Response::new("hello");
///     policy.applier(Scheme::Https).apply(&mut response);
///     response
/// }
/// ```
#[derive(Clone)]
pub struct Policy {
    // Public, because a constant is written as a literal: of a literal the compiler knows what is inside, and so lets
    // const code read it by value. What a function returned might need a drop, which const code may not do (E0493).
    #[doc(hidden)]
    pub repr: Repr,
}

/// A Content Security Policy alone: what `csp!` makes.
///
/// It is a [`Policy`] with no field but `Content-Security-Policy` (or its report-only twin), and is applied alike; it
/// needs no scheme, because nothing in it depends on one.
///
/// ```
/// use talisman::Csp;
///
/// fn answer(csp: &Csp) -> http::Response<&'static str> {
///     let mut response = http::Response::new("hello");
///     csp.applier().apply(&mut response);
///     response
/// }
/// ```
#[derive(Clone)]
pub struct Csp {
    // See `Policy`.
    #[doc(hidden)]
    pub repr: Repr,
}

impl Policy {
    /// Starts a response to a request that came over this scheme.
    #[inline]
    pub fn applier(&self, scheme: Scheme) -> Applier {
        self.repr.applier(scheme)
    }

    /// Whether a field has a nonce slot, so that [`Applier::nonce`] gives one.
    #[must_use]
    pub const fn has_nonce(&self) -> bool {
        self.repr.has_nonce()
    }

    /// The length of a field's value in bytes, every nonce included and no slot for origins filled; `None` if the policy does not
    /// send the field.
    ///
    /// `name` is in lower case. Some servers and proxies give the whole head of a response 4,096 bytes; the option
    /// `max_field_length` of a policy is a bound that is checked while compiling.
    ///
    /// ```
    /// # use talisman::Policy;
    /// fn room(policy: &Policy) -> Option<usize> {
    ///     4096_usize.checked_sub(policy.field_length("content-security-policy")?)
    /// }
    /// ```
    #[must_use]
    pub const fn field_length(&self, name: &str) -> Option<usize> {
        self.repr.field_length(name)
    }

    /// The fields as they are sent over this scheme, for printing them or for a static host's configuration.
    ///
    /// A nonce slot shows as `'nonce-'`, and a slot for origins as what is sent where nobody fills it: nothing, or `'none'` where
    /// its directive has nothing else.
    #[must_use]
    pub fn fields(&self, scheme: Scheme) -> Fields<'_> {
        self.repr.fields(scheme)
    }

    /// The words of a directive of the enforced Content Security Policy, as they are sent; `None` if the policy does not have the
    /// directive. A nonce slot shows as `'nonce-'`.
    ///
    /// `directive` is in lower case. The fallbacks of an absent directive (CSP3 section 6.8.3) are not followed; the feature `ask`
    /// answers what a policy allows.
    ///
    /// ```
    /// use talisman::presets::STRICT;
    ///
    /// let sources: Vec<&str> = STRICT.sources("style-src").unwrap().collect();
    /// assert_eq!(sources, ["'self'", "'nonce-'"]);
    /// assert!(STRICT.sources("img-src").is_none());
    /// ```
    #[must_use]
    pub fn sources(&self, directive: &str) -> Option<impl Iterator<Item = &str> + use<'_>> {
        sources(self.fields(Scheme::Https), directive)
    }
}

impl Policy {
    /// What generated code reads of the base of a derived policy.
    #[doc(hidden)]
    #[must_use]
    pub const fn base(base: &Self) -> Base {
        base.repr.base()
    }
}

/// What `header_value!` reads of a constant of either type.
#[doc(hidden)]
impl Policy {
    #[must_use]
    pub const fn encoded(&self) -> Encoded {
        self.repr.base().encoded
    }
}

/// As of [`Policy`].
#[doc(hidden)]
impl Csp {
    #[must_use]
    pub const fn encoded(&self) -> Encoded {
        self.repr.base().encoded
    }
}

impl Csp {
    /// Starts a response.
    #[inline]
    pub fn applier(&self) -> Applier {
        self.repr.applier(Scheme::Http)
    }

    /// Whether a directive has a nonce slot, so that [`Applier::nonce`] gives one.
    #[must_use]
    pub const fn has_nonce(&self) -> bool {
        self.repr.has_nonce()
    }

    /// The length of a field's value in bytes, as [`Policy::field_length`].
    #[must_use]
    pub const fn field_length(&self, name: &str) -> Option<usize> {
        self.repr.field_length(name)
    }

    /// The fields as they are sent, for printing them or for a static host's configuration.
    ///
    /// Slots show as in [`Policy::fields`].
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        self.repr.fields(Scheme::Http)
    }

    /// The words of a directive, as [`Policy::sources`].
    #[must_use]
    pub fn sources(&self, directive: &str) -> Option<impl Iterator<Item = &str> + use<'_>> {
        sources(self.fields(), directive)
    }
}

fn sources<'a>(
    mut fields: Fields<'a>,
    directive: &str,
) -> Option<impl Iterator<Item = &'a str> + use<'a>> {
    let enforced = DirectiveField::Enforced.field_name();
    let (_, csp) = fields.find(|(name, _)| *name == enforced)?;
    encoded::words_in(csp, directive)
}

impl Csp {
    /// What generated code reads of the directives of a policy that are a constant's.
    #[doc(hidden)]
    #[must_use]
    pub const fn base(csp: &Self) -> Base {
        csp.repr.base()
    }
}

impl Policy {
    /// What `with_slots!` reads.
    #[doc(hidden)]
    #[must_use]
    pub const fn talisman_base(&self) -> Base {
        self.repr.base()
    }
}

impl Csp {
    /// What `with_slots!` reads.
    #[doc(hidden)]
    #[must_use]
    pub const fn talisman_base(&self) -> Base {
        self.repr.base()
    }
}

impl From<Csp> for Policy {
    fn from(csp: Csp) -> Self {
        Self { repr: csp.repr }
    }
}

/// The fields over https, each on a line of its own: `name: value`. A nonce slot shows as `'nonce-'`, and a slot for origins as
/// `{name:type}`, so that `Changes::fields` reads back what is printed. What is sent where nobody fills a slot is in
/// [`Policy::fields`].
///
/// ```
/// use talisman::{Csp, csp};
///
/// const CSP: Csp = csp! { default-src self; script-src nonce; };
/// assert_eq!(CSP.to_string(), "content-security-policy: default-src 'self'; script-src 'nonce-'");
/// ```
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fields(Scheme::Https).write_lines(f)
    }
}

/// As of [`Policy`].
impl fmt::Display for Csp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fields().write_lines(f)
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Policy ")?;
        let fields = self.fields(Scheme::Https).readable();
        f.debug_map().entries(fields).finish()
    }
}

impl fmt::Debug for Csp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Csp ")?;
        f.debug_map().entries(self.fields().readable()).finish()
    }
}

/// The fields of a policy as pairs of name and value; see [`Policy::fields`].
#[derive(Clone, Debug)]
pub struct Fields<'a> {
    fields: slice::Iter<'a, Field>,
    scheme: Scheme,
}

impl<'a> Fields<'a> {
    /// Names and values as text reads them back.
    fn readable(self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
        self.sent().map(|field| {
            let value = match &field.origins {
                Some(origins) => Cow::Owned(origins.readable()),
                None => Cow::Borrowed(&*field.text),
            };
            (field.name.as_str(), value)
        })
    }

    fn sent(self) -> impl Iterator<Item = &'a Field> {
        let scheme = self.scheme;
        self.fields
            .filter(move |field| scheme == Scheme::Https || !field.https_only)
    }

    fn write_lines(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.readable().enumerate() {
            let end = if index == 0 { "" } else { "\n" };
            write!(f, "{end}{name}: {value}")?;
        }
        Ok(())
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let scheme = self.scheme;
        self.fields
            .find(|field| scheme == Scheme::Https || !field.https_only)
            .map(|field| (field.name.as_str(), &*field.text))
    }
}

#[cfg(test)]
mod tests;
