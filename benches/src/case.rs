//! What is measured: the cases, and a response in each of them.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, Response};

use crate::fields;

/// Who wins where the response and the policy both have a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conflict {
    /// The policy.
    Override,
    /// The response.
    Keep,
}

/// One situation that every variant is measured in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Case {
    /// How many fields the policy has.
    pub size: usize,
    /// How many nonce slots its `Content-Security-Policy` has.
    pub slots: usize,
    /// How many fields the response has already.
    pub own: usize,
    /// Who wins.
    pub conflict: Conflict,
}

impl Case {
    /// The case that the targets speak of.
    pub const MAIN: Self = Self {
        size: 10,
        slots: 0,
        own: 2,
        conflict: Conflict::Override,
    };

    /// Every case, in the order of the tables. Two slots, which the targets speak of, with their ten fields alone.
    pub fn all() -> impl Iterator<Item = Self> {
        let cases = fields::SLOTS.into_iter().flat_map(|slots| {
            fields::SIZES.into_iter().flat_map(move |size| {
                fields::OWN.into_iter().flat_map(move |own| {
                    [Conflict::Override, Conflict::Keep].map(|conflict| Self {
                        size,
                        slots,
                        own,
                        conflict,
                    })
                })
            })
        });
        cases.filter(|case| case.slots != 2 || case.size == Self::MAIN.size)
    }

    /// The lines that a response in this case goes out with, in the form of [`fields::lines`].
    ///
    /// Built from the tables and from nothing that is measured.
    ///
    /// # Panics
    ///
    /// If a field of the tables is none.
    #[must_use]
    pub fn expected(self) -> Vec<String> {
        let mut headers: HeaderMap = self.handler().response().headers().clone();
        let csp = fields::CONTENT_SECURITY_POLICY[self.slots];
        let csp = csp.replace("'nonce-'", "'nonce-AAAAAAAAAAAAAAAAAAAAAA'");
        let policy = fields::rest(self.size)
            .map(|(name, value)| (name, value.to_owned()))
            .chain([("content-security-policy", csp)]);
        for (name, value) in policy {
            if self.conflict == Conflict::Override || !headers.contains_key(name) {
                let value = HeaderValue::try_from(value).expect("the tables hold fields");
                headers.insert(name, value);
            }
        }
        if self.slots > 0 {
            headers.insert("cache-control", HeaderValue::from_static("private"));
        }
        fields::lines(&headers)
    }

    /// What makes a response with its own fields.
    #[must_use]
    pub fn handler(self) -> Handler {
        Handler(fields::own(self.own))
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            size, slots, own, ..
        } = self;
        let conflict = match self.conflict {
            Conflict::Override => "override",
            Conflict::Keep => "keep",
        };
        write!(f, "{size} {slots} {own} {conflict}")
    }
}

/// Makes responses with fields of their own, one after the other as a handler does.
#[derive(Clone, Debug)]
pub struct Handler(Vec<(HeaderName, HeaderValue)>);

impl Handler {
    /// The next response.
    #[inline(never)]
    #[must_use]
    pub fn response(&self) -> Response<String> {
        let mut response = Response::new(String::new());
        for (name, value) in &self.0 {
            response.headers_mut().append(name, value.clone());
        }
        response
    }
}
