//! The data that generated code writes down: the fields of a policy, and what else the policy decides.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use http::{HeaderName, HeaderValue};

use crate::cookie::SessionCookies;

/// One field as plain data, which const evaluation and printing can read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldText {
    /// The field name in lower case.
    pub name: &'static str,
    /// The field value. Where a nonce goes it has `'nonce-'`, and the slot is the offset after `nonce-`.
    pub text: &'static str,
    /// Byte offsets into `text`, ascending; empty if the field takes no nonce.
    pub slots: &'static [usize],
    /// The field value of a response that handed out no nonce; equal to `text` if there is no slot.
    pub without_nonce: &'static str,
    /// Whether the field is left off over plain http (`Strict-Transport-Security`).
    pub https_only: bool,
}

/// All that a policy consists of, as plain data.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// The fields, in the order in which they are sent; no name twice.
    pub fields: &'static [FieldText],
    /// Whether and how requests over plain http are redirected.
    pub force_https: Option<ForceHttps>,
    /// The session cookies, and the attributes that they get.
    pub cookies: Option<SessionCookies>,
    /// Whether this stands for a policy that was refused: nothing more is to be said of what is derived from it.
    pub refused: bool,
}

impl FieldText {
    /// Nothing, to fill an array with before it is written.
    pub const EMPTY: Self = Self {
        name: "",
        text: "",
        slots: &[],
        without_nonce: "",
        https_only: false,
    };
}

impl Parts {
    /// The policy that does nothing: generated code names what differs from it.
    pub const EMPTY: Self = Self {
        fields: &[],
        force_https: None,
        cookies: None,
        refused: false,
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

/// One field, ready to be sent.
#[derive(Clone, Debug)]
pub struct Field {
    pub(crate) name: HeaderName,
    pub(crate) without_nonce: HeaderValue,
    pub(crate) text: Cow<'static, str>,
    pub(crate) slots: Cow<'static, [usize]>,
    pub(crate) https_only: bool,
}

impl Field {
    /// Reads a field while compiling: a byte that no field may carry, or a slot that is none, does not compile.
    ///
    /// # Panics
    ///
    /// As said; generated code calls it in constants only.
    #[must_use]
    pub const fn new(field: &'static FieldText) -> Self {
        // Without a slot the text is the value that is read below anyway.
        if !field.slots.is_empty() {
            assert!(
                slots_are_sound(field.text, field.slots),
                "a slot stands after `'nonce-` and before `'`"
            );
            // The text is sent with a nonce in it, so it is held to the same bytes. Forgotten, because a value cannot be
            // dropped while compiling.
            std::mem::forget(HeaderValue::from_static(field.text));
        }
        Self {
            name: HeaderName::from_static(field.name),
            without_nonce: HeaderValue::from_static(field.without_nonce),
            text: Cow::Borrowed(field.text),
            slots: Cow::Borrowed(field.slots),
            https_only: field.https_only,
        }
    }

    /// Reads all fields of a policy while compiling.
    #[must_use]
    pub const fn all<const N: usize>(texts: &'static [FieldText]) -> [Self; N] {
        let mut fields = [const { Self::FILLER }; N];
        let mut at = 0;
        let mut rest = texts;
        while let [text, behind @ ..] = rest {
            if let Some((_, [slot, ..])) = fields.split_at_mut_checked(at) {
                // Assigning would drop the filler, which const code may not do.
                std::mem::forget(std::mem::replace(slot, Self::new(text)));
            }
            at += 1;
            rest = behind;
        }
        fields
    }

    const FILLER: Self = Self {
        name: http::header::SERVER,
        without_nonce: HeaderValue::from_static(""),
        text: Cow::Borrowed(""),
        slots: Cow::Borrowed(&[]),
        https_only: false,
    };

    /// Takes a field that was serialized at run time, with the meanings of [`FieldText`].
    ///
    /// # Errors
    ///
    /// If the name is no lower-case field name, a text has a byte that no field may carry, or a slot is none.
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
            slots: Cow::Owned(slots),
            https_only,
        })
    }
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

/// Whether every slot stands between `'nonce-` and `'`, in ascending order.
const fn slots_are_sound(text: &str, mut slots: &[usize]) -> bool {
    let mut least = 0;
    while let [slot, rest @ ..] = slots {
        let Some((before, after)) = text.as_bytes().split_at_checked(*slot) else {
            return false;
        };
        if *slot <= least
            || !matches!(
                (before, after),
                ([.., b'\'', b'n', b'o', b'n', b'c', b'e', b'-'], [b'\'', ..])
            )
        {
            return false;
        }
        least = *slot;
        slots = rest;
    }
    true
}
