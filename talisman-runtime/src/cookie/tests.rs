use http::StatusCode;

use super::*;
use crate::fixture::{lines, policy};
use crate::policy::Policy;
use crate::private::Parts;
use crate::scheme::Scheme;

const COOKIES: SessionCookies = SessionCookies {
    names: &["session", "__Host-id"],
    secure: true,
    http_only: true,
    same_site: Some(SameSite::Lax),
    partitioned: false,
};

fn hardened(cookies: SessionCookies, line: &str) -> String {
    let mut headers = HeaderMap::new();
    headers.append(SET_COOKIE, HeaderValue::from_str(line).unwrap());
    cookies.harden(&mut headers);
    String::from_utf8(headers[SET_COOKIE].as_bytes().to_vec()).unwrap()
}

#[test]
fn session_cookies_get_what_they_lack() {
    for (line, expected) in [
        ("session=a", "session=a; Secure; HttpOnly; SameSite=Lax"),
        (
            "__Host-id=a; Path=/",
            "__Host-id=a; Path=/; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            " session = a ; Path=/",
            " session = a ; Path=/; Secure; HttpOnly; SameSite=Lax",
        ),
        ("session=", "session=; Secure; HttpOnly; SameSite=Lax"),
        (
            "session=a;secure",
            "session=a;secure; HttpOnly; SameSite=Lax",
        ),
        (
            "session=a; SECURE ;httponly",
            "session=a; SECURE ;httponly; SameSite=Lax",
        ),
        (
            "session=a; Secure=x; HttpOnly",
            "session=a; Secure=x; HttpOnly; SameSite=Lax",
        ),
        (
            "session=a; SameSite=Strict",
            "session=a; SameSite=Strict; Secure; HttpOnly",
        ),
        (
            "session=a; samesite=None",
            "session=a; samesite=None; Secure; HttpOnly",
        ),
        // A value that is none of the three is not a SameSite, and the last one counts.
        (
            "session=a; SameSite=bogus",
            "session=a; SameSite=bogus; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            "session=a; SameSite=; Secure; HttpOnly",
            "session=a; SameSite=; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            "session=a; SameSite; Secure; HttpOnly",
            "session=a; SameSite; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            "session=a; SameSite=\"Strict\"; Secure; HttpOnly",
            "session=a; SameSite=\"Strict\"; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            "session=a; SameSite=Strict; SameSite=Stirct; Secure; HttpOnly",
            "session=a; SameSite=Strict; SameSite=Stirct; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            "session=a; SameSite=Lax=x; Secure; HttpOnly",
            "session=a; SameSite=Lax=x; Secure; HttpOnly; SameSite=Lax",
        ),
        // Neither a value nor an attribute of another name is the attribute.
        (
            "session=Secure",
            "session=Secure; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            "session=a; x=HttpOnly",
            "session=a; x=HttpOnly; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            "session=a; Path=/Secure",
            "session=a; Path=/Secure; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            "session=a=b; Domain=c",
            "session=a=b; Domain=c; Secure; HttpOnly; SameSite=Lax",
        ),
        (
            "session=\"a b\"; Path=/",
            "session=\"a b\"; Path=/; Secure; HttpOnly; SameSite=Lax",
        ),
        ("session=ü", "session=ü; Secure; HttpOnly; SameSite=Lax"),
    ] {
        assert_eq!(hardened(COOKIES, line), expected);
    }
}

#[test]
fn everything_else_passes_byte_for_byte() {
    for line in [
        "session=a; Secure; HttpOnly; SameSite=Lax",
        "session=a;SECURE;httponly;samesite=strict",
        "session=a; Secure; HttpOnly; SameSite=bogus; SameSite=Lax",
        "session=a; Secure; HttpOnly; samesite\t= NONE ",
        "Session=a",
        "sessions=a",
        "other=a; x=session",
        "other=session=a",
        "session",
        "session; Path=/",
        "=session",
        "",
        ";session=a",
        "other=\"a\"; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
        "other=ü;;  ;",
    ] {
        assert_eq!(hardened(COOKIES, line), line);
    }
}

#[test]
fn an_attribute_that_a_browser_skips_for_its_length_is_not_there() {
    let long = "x".repeat(1025);
    let line = format!("session=a; Secure={long}; HttpOnly; SameSite=Lax");
    assert_eq!(hardened(COOKIES, &line), format!("{line}; Secure"));
    let line = format!("session=a; Secure={}; HttpOnly; SameSite=Lax", &long[1..]);
    assert_eq!(hardened(COOKIES, &line), line);
    let line = format!("session=a; Secure; HttpOnly; SameSite=Lax; SameSite={long}");
    assert_eq!(hardened(COOKIES, &line), line);
}

#[test]
fn only_what_the_policy_wants_is_added() {
    let nothing = SessionCookies {
        secure: false,
        http_only: false,
        same_site: None,
        ..COOKIES
    };
    assert_eq!(hardened(nothing, "session=a"), "session=a");
    let secure = SessionCookies {
        secure: true,
        ..nothing
    };
    assert_eq!(hardened(secure, "session=a"), "session=a; Secure");
    for (same_site, expected) in [
        (SameSite::Strict, "session=a; SameSite=Strict"),
        (SameSite::Lax, "session=a; SameSite=Lax"),
        (SameSite::None, "session=a; SameSite=None"),
    ] {
        let cookies = SessionCookies {
            same_site: Some(same_site),
            ..nothing
        };
        assert_eq!(hardened(cookies, "session=a"), expected);
    }
}

#[test]
fn a_line_that_must_not_be_logged_stays_so() {
    let mut line = HeaderValue::from_static("session=a");
    line.set_sensitive(true);
    let mut headers = HeaderMap::new();
    headers.append(SET_COOKIE, line);
    COOKIES.harden(&mut headers);
    assert!(headers[SET_COOKIE].is_sensitive());
    assert!(headers[SET_COOKIE].len() > "session=a".len());
}

#[test]
fn an_applier_hardens_every_line_in_its_place() {
    const POLICY: Policy = policy!(Parts {
        cookies: Some(COOKIES),
        ..Parts::EMPTY
    });
    let mut headers: HeaderMap = ["a=1", "session=2", "b=3", "__Host-id=4"]
        .map(|line| (SET_COOKIE, HeaderValue::from_static(line)))
        .into_iter()
        .collect();
    POLICY
        .applier(Scheme::Https)
        .apply_to(StatusCode::OK, &mut headers);
    assert_eq!(
        lines(&headers, "set-cookie"),
        [
            "a=1",
            "session=2; Secure; HttpOnly; SameSite=Lax",
            "b=3",
            "__Host-id=4; Secure; HttpOnly; SameSite=Lax",
        ]
    );
}

#[test]
fn a_cookie_is_partitioned_where_the_policy_says_so() {
    let cookies = SessionCookies {
        same_site: Some(SameSite::None),
        partitioned: true,
        ..COOKIES
    };
    for (line, hardened) in [
        (
            "session=a",
            "session=a; Secure; HttpOnly; SameSite=None; Partitioned",
        ),
        (
            "session=a; partitioned",
            "session=a; partitioned; Secure; HttpOnly; SameSite=None",
        ),
    ] {
        let found = cookies.hardened(line.as_bytes()).unwrap();
        assert_eq!(found, hardened);
    }
}
