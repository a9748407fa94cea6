//! The attributes of session cookies.

use super::{Problem, Whole};
use crate::ground::diagnostic::Diagnostics;
use crate::headers::header::Header;
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
    over_http(whole, cookies.secure, out);
}

/// A browser drops a cookie with `Secure` that comes over http, except from localhost in Chromium and Firefox.
fn over_http(whole: &Whole<'_>, is_secure: bool, out: &mut Diagnostics) {
    let names = OptionName::SessionCookieNames;
    let is_redirected = whole.policy.force_https.is_some();
    let (Some(place), true, false) = (whole.written(names), is_secure, is_redirected) else {
        return;
    };
    let has_https = whole.policy.get(Header::StrictTransportSecurity).is_some();
    out.report(
        place,
        if has_https {
            Problem::CookieAlsoOverHttp
        } else {
            Problem::CookieOnlyOverHttp
        },
    );
}
