//! The session cookies of a derived policy that says of them only what differs.

use crate::cookie::{SameSite, SessionCookies};

/// An attribute that the base's session cookies get, or get no more.
#[derive(Clone, Copy, Debug)]
pub enum CookieEdit {
    /// Whether they get `Secure`.
    Secure(bool),
    /// Whether they get `HttpOnly`.
    HttpOnly(bool),
    /// The `SameSite` that they get.
    SameSite(Option<SameSite>),
    /// Whether they get `Partitioned`.
    Partitioned(bool),
}

/// The base's session cookies after the edits.
#[must_use]
pub const fn cookies(
    base: Option<SessionCookies>,
    mut edits: &[CookieEdit],
) -> Option<SessionCookies> {
    let Some(mut cookies) = base else { return None };
    while let [edit, rest @ ..] = edits {
        match edit {
            CookieEdit::Secure(secure) => cookies.secure = *secure,
            CookieEdit::HttpOnly(http_only) => cookies.http_only = *http_only,
            CookieEdit::SameSite(same_site) => cookies.same_site = *same_site,
            CookieEdit::Partitioned(partitioned) => cookies.partitioned = *partitioned,
        }
        edits = rest;
    }
    Some(cookies)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_stays() {
        const BASE: SessionCookies = SessionCookies {
            names: &["session", "__Host-id"],
            secure: true,
            http_only: true,
            same_site: Some(SameSite::Lax),
            partitioned: false,
        };
        let edits = [
            CookieEdit::Secure(false),
            CookieEdit::SameSite(Some(SameSite::Strict)),
        ];
        let cookies = cookies(Some(BASE), &edits).unwrap();
        assert_eq!(cookies.names, BASE.names);
        assert!(!cookies.secure && cookies.http_only);
        assert_eq!(cookies.same_site, Some(SameSite::Strict));
    }
}
