//! The attributes of session cookies.

use super::{Problem, Whole};
use crate::ground::diagnostic::Diagnostics;
use crate::policy::OptionName;

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    let Some(cookies) = &whole.policy.session_cookies else {
        return;
    };
    let weaknesses = [
        (
            !cookies.secure,
            OptionName::SessionCookieSecure,
            Problem::CookieNotSecure,
        ),
        (
            !cookies.http_only,
            OptionName::SessionCookieHttpOnly,
            Problem::CookieNotHttpOnly,
        ),
        (
            cookies.same_site.is_none(),
            OptionName::SessionCookieSamesite,
            Problem::CookieSameSiteOff,
        ),
    ];
    for (is_weak, option, problem) in weaknesses {
        if let Some(place) = whole.written(option).filter(|_| is_weak) {
            out.report(place, problem);
        }
    }
}
