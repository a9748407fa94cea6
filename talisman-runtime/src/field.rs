//! A field that is ready to be sent, and what a policy decides besides its fields.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use http::{HeaderName, HeaderValue};
#[cfg(feature = "text")]
use talisman_core::encoded::Directive;
use talisman_core::nonce;

use crate::cookie::SessionCookies;
use crate::slot::OriginTemplates;

/// What a policy decides besides its fields.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// The names, in lower case, of the fields that are taken off responses.
    pub remove: &'static [&'static str],
    /// Whether and how requests over plain http are redirected.
    pub force_https: Option<ForceHttps>,
    /// The session cookies, and the attributes that they get.
    pub cookies: Option<SessionCookies>,
    /// What the policy is held to.
    pub rules: &'static Rules,
}

/// What a policy is held to beside its fields, and what its options say that no field shows, for the policies that are derived
/// from it or changed at start-up.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// How many bytes a field may have, nonces included.
    pub max_field_length: Option<usize>,
    /// Hosts from which no policy may take scripts.
    pub bypass_hosts: &'static [&'static str],
    /// The receivers that a CSP without report-uri gets.
    pub report_uri: &'static [&'static str],
    /// Whether it is written that every site may frame the page.
    pub framed_by_anyone: bool,
    /// Whether the policy is for a `<meta>`.
    pub in_meta: bool,
    /// The levels that are written before the policy.
    pub levels: Levels,
    /// The pages that were checked against the policy.
    pub pages: &'static [HeldPages],
    /// How many bases the policy has against which they were checked: what is derived from it takes them over, and may send another
    /// Content-Security-Policy.
    pub pages_depth: usize,
}

/// Pages that were checked against a policy.
#[derive(Clone, Copy, Debug)]
pub struct HeldPages {
    /// The digests of their texts.
    pub digests: &'static [&'static str],
    /// The words and the index of what they are sent with, where that is not what all others have.
    pub own: Option<(&'static str, &'static [u8])>,
}

impl Rules {
    /// None.
    pub const EMPTY: Self = Self {
        max_field_length: None,
        bypass_hosts: &[],
        report_uri: &[],
        framed_by_anyone: false,
        in_meta: false,
        levels: Levels::EMPTY,
        pages: &[],
        pages_depth: 0,
    };

    /// [`EMPTY`](Self::EMPTY), where generated code can name it.
    pub const NONE: &'static Self = &Self::EMPTY;
}

/// Levels, `#![allow(code, reason = "..")]`, with those of the base.
#[derive(Clone, Copy, Debug)]
pub struct Levels {
    /// Those of the base. Its rules, because a derived policy has no other name for them.
    pub base: Option<&'static Rules>,
    /// Each a level and a code or a group of codes.
    pub own: &'static [(&'static str, &'static str)],
}

impl Levels {
    /// None.
    pub const EMPTY: Self = Self {
        base: None,
        own: &[],
    };
}

impl Parts {
    /// Nothing.
    pub const EMPTY: Self = Self {
        remove: &[],
        force_https: None,
        cookies: None,
        rules: Rules::NONE,
    };

    /// [`EMPTY`](Self::EMPTY), where generated code can name it.
    pub const NONE: &'static Self = &Self::EMPTY;

    /// What `talisman_policy!` decides by default, so that generated code can name it.
    pub const DEFAULT: &'static Self = &Self {
        remove: &[],
        force_https: Some(ForceHttps::DEFAULT),
        cookies: None,
        rules: Rules::NONE,
    };
}

/// How requests over plain http are redirected.
#[derive(Clone, Copy, Debug)]
pub struct ForceHttps {
    /// 301, 302, 307 or 308.
    pub status: u16,
    /// The hosts that the policy names, as [`Host`](crate::Host) reads them.
    pub hosts: &'static [&'static str],
    /// The host that a redirect leads to from every other host.
    pub to: Option<&'static str>,
    /// The paths that are served over plain http: a prefix if it ends in `/`, otherwise one path.
    pub exempt: &'static [&'static str],
}

impl ForceHttps {
    /// What generated code names what differs from.
    pub const DEFAULT: Self = Self {
        status: 302,
        hosts: &[],
        to: None,
        exempt: &[],
    };
}

/// One field, ready to be sent.
#[derive(Clone, Debug)]
pub struct Field {
    pub(crate) name: HeaderName,
    /// The value in a response that handed out no nonce and filled no slot.
    pub(crate) without_nonce: HeaderValue,
    /// The value where no slot for origins is filled. Where a nonce goes it has `'nonce-'`.
    pub(crate) text: Cow<'static, str>,
    /// Byte offsets into the text, each between `'nonce-` and `'`, ascending; empty if the field takes no nonce.
    pub(crate) slots: Vec<usize>,
    /// How a response has it that fills its slots for origins, if there are any.
    pub(crate) origins: Option<Box<OriginTemplates>>,
    /// Whether the field is left off over plain http (`Strict-Transport-Security`).
    pub(crate) https_only: bool,
    /// The directives of a CSP, for what a response adds to them.
    #[cfg(feature = "text")]
    pub(crate) directives: Vec<Directive<Cow<'static, str>>>,
}

impl Field {
    /// The length of the value in bytes, every nonce included and no slot for origins filled.
    pub(crate) fn length(&self) -> usize {
        self.text.len() + self.slots.len() * nonce::LENGTH
    }

    /// The same with its slots for origins.
    pub(crate) fn with_origins(mut self, origins: Option<Box<OriginTemplates>>) -> Self {
        self.origins = origins;
        self
    }

    /// Takes a field whose value is the same in every response.
    ///
    /// `None` if name or value have a byte that no field may carry. The macros let none through, and are held to it.
    pub(crate) fn from_static(
        name: &'static str,
        value: &'static str,
        https_only: bool,
    ) -> Option<Self> {
        Some(Self {
            name: static_name(name)?,
            without_nonce: static_value(value)?,
            text: Cow::Borrowed(value),
            slots: Vec::new(),
            origins: None,
            https_only,
            #[cfg(feature = "text")]
            directives: Vec::new(),
        })
    }

    /// Takes a field with the places of a nonce, and with its value where there is no nonce.
    ///
    /// `None` as above, and if a slot is not the place of a nonce.
    pub(crate) fn with_nonce(
        name: &'static str,
        text: &'static str,
        slots: Vec<usize>,
        without_nonce: &'static str,
    ) -> Option<Self> {
        if !slots_are_sound(text, &slots) {
            return None;
        }
        static_value(text)?;
        Some(Self {
            slots,
            text: Cow::Borrowed(text),
            ..Self::from_static(name, without_nonce, false)?
        })
    }

    /// Takes a field that was serialized at run time.
    ///
    /// # Errors
    ///
    /// If the name is not a lower-case field name, a text has a byte that no field may carry, or a slot is not the place of a nonce.
    pub fn from_owned(
        name: &str,
        text: String,
        slots: Vec<usize>,
        without_nonce: String,
        https_only: bool,
    ) -> Result<Self, InvalidField> {
        if !slots_are_sound(&text, &slots) || HeaderValue::from_str(&text).is_err() {
            return Err(InvalidField);
        }
        Ok(Self {
            name: HeaderName::from_lowercase(name.as_bytes()).map_err(|_| InvalidField)?,
            without_nonce: HeaderValue::try_from(without_nonce).map_err(|_| InvalidField)?,
            text: Cow::Owned(text),
            slots,
            origins: None,
            https_only,
            #[cfg(feature = "text")]
            directives: Vec::new(),
        })
    }

    /// The field of a CSP, with its directives.
    #[cfg(feature = "text")]
    pub(crate) fn with_directives(mut self, directives: Vec<Directive<Cow<'static, str>>>) -> Self {
        self.directives = directives;
        self
    }
}

/// A name that a map can hold without counting references to it.
fn static_name(name: &'static str) -> Option<HeaderName> {
    // `from_static` panics at what is no name, and a response must not.
    HeaderName::from_lowercase(name.as_bytes()).ok()?;
    Some(HeaderName::from_static(name))
}

/// A value that is cloned without counting references to it.
fn static_value(value: &'static str) -> Option<HeaderValue> {
    // As above: `from_static` panics.
    HeaderValue::from_str(value).ok()?;
    Some(HeaderValue::from_static(value))
}

/// Bytes that no field may carry, or slots that are none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InvalidField;

impl fmt::Display for InvalidField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a field: a byte that a field cannot carry, or a nonce slot out of place")
    }
}

impl Error for InvalidField {}

/// Whether every slot is the place of a nonce, in ascending order.
fn slots_are_sound(text: &str, slots: &[usize]) -> bool {
    slots.is_sorted_by(|a, b| a < b) && slots.iter().all(|slot| nonce::goes_to(text, *slot))
}
