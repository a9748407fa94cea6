//! The session cookies of a derived policy that says of them only what differs.

use talisman_core::cookie::secure_prefix;

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
        }
        edits = rest;
    }
    Some(cookies)
}

/// The base names no session cookie.
#[allow(clippy::missing_panics_doc, reason = "the module of `check` says so")]
#[track_caller]
pub const fn unnamed(cookies: Option<SessionCookies>, _edit: &CookieEdit, message: &str) {
    assert!(cookies.is_some(), "{}", message);
}

/// A cookie with `SameSite=None` would go out without `Secure`.
#[allow(clippy::missing_panics_doc, reason = "the module of `check` says so")]
#[track_caller]
pub const fn insecure_none(cookies: Option<SessionCookies>, edit: &CookieEdit, message: &str) {
    if let (Some(cookies), CookieEdit::Secure(_) | CookieEdit::SameSite(_)) = (cookies, edit) {
        let is_none = matches!(cookies.same_site, Some(SameSite::None));
        assert!(cookies.secure || !is_none, "{}", message);
    }
}

/// A cookie whose name demands `Secure` would not get it.
#[allow(clippy::missing_panics_doc, reason = "the module of `check` says so")]
#[track_caller]
pub const fn insecure_prefix(cookies: Option<SessionCookies>, edit: &CookieEdit, message: &str) {
    if let (Some(cookies), CookieEdit::Secure(false)) = (cookies, edit) {
        let mut names = cookies.names;
        while let [name, rest @ ..] = names {
            assert!(secure_prefix(name).is_none(), "{}", message);
            names = rest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: SessionCookies = SessionCookies {
        names: &["session", "__Host-id"],
        secure: true,
        http_only: true,
        same_site: Some(SameSite::Lax),
    };

    #[test]
    fn what_is_not_said_stays() {
        let edits = [
            CookieEdit::Secure(false),
            CookieEdit::SameSite(Some(SameSite::Strict)),
        ];
        let cookies = cookies(Some(BASE), &edits).unwrap();
        assert_eq!(cookies.names, BASE.names);
        assert!(!cookies.secure && cookies.http_only);
        assert_eq!(cookies.same_site, Some(SameSite::Strict));
    }

    #[test]
    #[should_panic(expected = "demands")]
    fn a_prefix_keeps_its_secure() {
        let edit = CookieEdit::Secure(false);
        insecure_prefix(cookies(Some(BASE), &[edit]), &edit, "demands");
    }

    #[test]
    #[should_panic(expected = "none")]
    fn same_site_none_demands_secure() {
        let same_site = CookieEdit::SameSite(Some(SameSite::None));
        let edits = [CookieEdit::Secure(false), same_site];
        insecure_none(cookies(Some(BASE), &edits), &same_site, "none");
    }
}
