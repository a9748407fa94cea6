use http::{HeaderMap, HeaderName, HeaderValue};

use super::*;
use crate::fixture::{
    FieldText, LARGE, LARGE_FIELDS, NONCE, NONCE_CSP, NONCE_FIELDS, PLAIN, PLAIN_FIELDS,
    TWO_NONCES, TWO_NONCES_FIELDS, lines,
};

const CSP: &str = "content-security-policy";

/// Own fields of a response: `count` names, the second of which has two further lines, and those given.
fn own(count: usize, with: &[(&'static str, &'static str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for place in 0..count {
        let name = if place == 1 {
            "set-cookie".to_owned()
        } else {
            format!("x-own-{place}")
        };
        let name = HeaderName::try_from(name).unwrap();
        headers.insert(
            name,
            HeaderValue::try_from(format!("{place}=first")).unwrap(),
        );
    }
    for (name, value) in with {
        headers.append(*name, HeaderValue::from_static(value));
    }
    if count > 1 {
        headers.append("set-cookie", HeaderValue::from_static("second=2"));
        headers.append("set-cookie", HeaderValue::from_static("third=3"));
    }
    headers
}

/// All lines, ordered by name; those of one name stay in order.
fn all_lines(headers: &HeaderMap) -> Vec<(String, String)> {
    let mut lines: Vec<_> = headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    lines.sort_by(|left, right| left.0.cmp(&right.0));
    lines
}

/// What is promised, written down again in the plainest way: lines in, lines out.
fn expected(
    policy: &[FieldText],
    scheme: Scheme,
    status: StatusCode,
    nonce: Option<Nonce>,
    conflict: Conflict,
    own: &HeaderMap,
) -> Vec<(String, String)> {
    let mut lines = all_lines(own);
    for field in policy {
        if field.https_only && scheme == Scheme::Http {
            continue;
        }
        let has_slot = field.text.contains("'nonce-'");
        let wins = conflict == Conflict::Override || (nonce.is_some() && has_slot);
        let present = lines.iter().any(|(name, _)| name == field.name);
        if wins {
            lines.retain(|(name, _)| name != field.name);
        }
        if (present && !wins) || (status == 304 && has_slot) {
            continue;
        }
        let value = match nonce {
            Some(nonce) => field.text.replace("'nonce-'", &format!("'nonce-{nonce}'")),
            None => field.without_nonce.to_owned(),
        };
        lines.push((field.name.to_owned(), value));
    }
    if nonce.is_some() && status != 304 {
        let of_caches = lines.extract_if(.., |(name, _)| name == "cache-control");
        let mut words: Vec<_> = of_caches.map(|(_, value)| value).collect();
        words.retain(|word| word != "public");
        if words != ["no-store"] {
            words.insert(0, "private".to_owned());
        }
        lines.push(("cache-control".to_owned(), words.join(", ")));
        lines.retain(|(name, _)| name != "surrogate-control");
    }
    lines.sort_by(|left, right| left.0.cmp(&right.0));
    lines
}

#[test]
fn whatever_the_response_holds_it_gets_what_is_promised() {
    let collisions: [&[(&str, &str)]; 6] = [
        &[],
        &[(CSP, "default-src 'none'")],
        &[
            (CSP, "default-src 'none'"),
            (CSP, "img-src *"),
            ("vary", "a"),
            ("vary", "b"),
        ],
        &[
            ("strict-transport-security", "max-age=1"),
            ("x-frame-options", "SAMEORIGIN"),
        ],
        &[("cache-control", "public"), ("cache-control", "max-age=60")],
        &[
            ("cache-control", "no-store"),
            (CSP, "default-src 'none'"),
            ("surrogate-control", "max-age=600"),
        ],
    ];
    let mut cases = 0;
    for (policy, fields) in [
        (&PLAIN, PLAIN_FIELDS),
        (&NONCE, NONCE_FIELDS),
        (&LARGE, LARGE_FIELDS),
        (&TWO_NONCES, TWO_NONCES_FIELDS),
    ] {
        for count in 0..30 {
            for with in collisions {
                for scheme in [Scheme::Http, Scheme::Https] {
                    for status in [
                        StatusCode::OK,
                        StatusCode::NOT_MODIFIED,
                        StatusCode::NOT_FOUND,
                    ] {
                        for conflict in [Conflict::Keep, Conflict::Override] {
                            for ask in [false, true] {
                                let own = own(count, with);
                                let mut headers = own.clone();
                                let mut applier = policy.applier(scheme);
                                let nonce = if ask { applier.nonce() } else { None };
                                match conflict {
                                    Conflict::Keep => applier.apply_to(status, &mut headers),
                                    Conflict::Override => {
                                        applier.apply_overriding_to(status, &mut headers);
                                    }
                                }
                                assert_eq!(
                                    all_lines(&headers),
                                    expected(fields, scheme, status, nonce, conflict, &own),
                                    "{count} and {with:?}, {scheme:?}, {status}, {conflict:?}, {nonce:?}"
                                );
                                cases += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    assert_eq!(cases, 4 * 30 * 6 * 2 * 3 * 2 * 2);
}

#[test]
fn the_page_and_the_field_have_one_nonce() {
    let mut applier = NONCE.applier(Scheme::Https);
    let nonce = applier.nonce().unwrap();
    assert_eq!(applier.nonce().unwrap().as_str(), nonce.as_str());
    let mut response = Response::new(());
    applier.apply(&mut response);
    assert_eq!(
        lines(response.headers(), CSP),
        [format!(
            "script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'nonce-{nonce}'; object-src 'none'"
        )]
    );
}

#[test]
fn an_adopted_nonce_is_in_every_slot_and_keeps_shared_caches_away() {
    for text in [
        "AbCdEfGhIjKlMnOpQrStUv",
        "AbCdEfGhIjKlMnOpQrStUv==",
        &"f0".repeat(32),
    ] {
        let mut applier = TWO_NONCES.applier(Scheme::Https);
        assert_eq!(applier.adopt_nonce(text).unwrap().as_str(), text);
        assert_eq!(applier.adopt_nonce(text).unwrap().as_str(), text);
        assert_eq!(applier.nonce().unwrap().as_str(), text);
        let mut response = Response::new(());
        applier.apply(&mut response);
        let filled: Vec<_> = TWO_NONCES_FIELDS
            .iter()
            .filter(|field| field.text.contains("'nonce-'"))
            .map(|field| field.text.replace("'nonce-'", &format!("'nonce-{text}'")))
            .collect();
        let sent = [CSP, "content-security-policy-report-only"]
            .map(|name| lines(response.headers(), name).concat());
        assert_eq!(sent.to_vec(), filled);
        assert_eq!(lines(response.headers(), "cache-control"), ["private"]);
    }
}

#[test]
fn a_nonce_is_adopted_only_where_it_can_be_the_only_one() {
    let text = "AbCdEfGhIjKlMnOpQrStUv";
    let mut applier = PLAIN.applier(Scheme::Https);
    assert_eq!(applier.adopt_nonce(text).unwrap_err(), AdoptError::NoSlot);

    let mut applier = NONCE.applier(Scheme::Https);
    assert_eq!(
        applier.adopt_nonce("short").unwrap_err(),
        AdoptError::TooShort
    );
    let nonce = applier.nonce().unwrap();
    assert_eq!(applier.adopt_nonce(text).unwrap_err(), AdoptError::HasNonce);
    assert_eq!(applier.nonce().unwrap().as_str(), nonce.as_str());
}

#[test]
fn without_randomness_the_policy_has_no_nonce_and_still_wins() {
    for own in [
        own(0, &[]),
        own(30, &[(CSP, "script-src *"), ("cache-control", "public")]),
        own(2, &[(CSP, "script-src *")]),
    ] {
        let mut applier = NONCE.applier(Scheme::Https);
        applier.nonce = Some(Nonce::failed());
        assert!(applier.nonce().is_none());
        let mut headers = own;
        applier.apply_to(StatusCode::OK, &mut headers);
        assert_eq!(lines(&headers, CSP), [NONCE_CSP.without_nonce]);
        assert_eq!(lines(&headers, "cache-control"), ["private"]);
    }
}

/// Names that `http` holds and a few fewer: what the handler set stays, what has no room is left off, nothing panics.
#[test]
fn a_map_that_is_full_keeps_what_the_handler_set() {
    const MOST: usize = 24_576;
    for count in (MOST - 12..=MOST).chain([100, 12_000, 16_000, 23_990, 24_100]) {
        for (with, conflict) in [
            (&[][..], Conflict::Keep),
            (&[], Conflict::Override),
            (
                &[(CSP, "img-src *"), ("cache-control", "public")],
                Conflict::Keep,
            ),
            (
                &[(CSP, "img-src *"), ("cache-control", "public")],
                Conflict::Override,
            ),
        ] {
            let mut headers: HeaderMap = with
                .iter()
                .map(|(name, value)| {
                    let name = HeaderName::from_static(name);
                    (name, HeaderValue::from_static(value))
                })
                .collect();
            for place in 0..count - with.len() {
                let name = HeaderName::try_from(format!("x-own-{place}")).unwrap();
                headers.insert(name, HeaderValue::from_static("1"));
            }
            let mut applier = NONCE.applier(Scheme::Https);
            let nonce = applier.nonce().unwrap();
            match conflict {
                Conflict::Keep => applier.apply_to(StatusCode::OK, &mut headers),
                Conflict::Override => applier.apply_overriding_to(StatusCode::OK, &mut headers),
            }
            let own = headers
                .keys()
                .filter(|name| name.as_str().starts_with("x-own-"));
            assert_eq!(own.count(), count - with.len());
            let room = MOST - count;
            let wanted = NONCE_FIELDS.len() + 1 - with.len();
            assert_eq!(
                headers.keys_len(),
                count + wanted.min(room),
                "{count} {with:?}"
            );
            let has_nonce = lines(&headers, CSP).concat().contains(nonce.as_str());
            assert_eq!(has_nonce, !with.is_empty() || room > 1);
            if has_nonce {
                assert_eq!(lines(&headers, "cache-control"), ["private"]);
            }
        }
    }
}

#[test]
fn every_response_has_another_nonce() {
    let nonce = || NONCE.applier(Scheme::Https).nonce().unwrap();
    assert_ne!(nonce().as_str(), nonce().as_str());
}

#[test]
fn a_policy_without_a_slot_hands_out_no_nonce() {
    let mut applier = PLAIN.applier(Scheme::Https);
    assert!(applier.nonce().is_none());
    let mut response = Response::new(());
    applier.apply(&mut response);
    assert!(!response.headers().contains_key("cache-control"));
}

#[test]
fn a_nonce_that_nobody_asked_for_costs_no_caching() {
    let mut response = Response::new(());
    NONCE.applier(Scheme::Https).apply(&mut response);
    assert_eq!(lines(response.headers(), CSP), [NONCE_CSP.without_nonce]);
    assert!(!response.headers().contains_key("cache-control"));
}

#[test]
fn shared_caching_can_be_allowed() {
    for own in [own(0, &[]), own(0, &[("cache-control", "public")])] {
        let mut headers = own.clone();
        let mut applier = NONCE.applier(Scheme::Https).allow_shared_caching();
        let nonce = applier.nonce().unwrap();
        applier.apply_to(StatusCode::OK, &mut headers);
        assert!(lines(&headers, CSP)[0].contains(nonce.as_str()));
        assert_eq!(
            lines(&headers, "cache-control"),
            lines(&own, "cache-control")
        );
    }
}

#[test]
fn debug_of_an_applier_does_not_show_its_nonce() {
    let mut applier = NONCE.applier(Scheme::Https);
    let nonce = applier.nonce().unwrap();
    assert!(!format!("{applier:?}").contains(nonce.as_str()));
}

#[test]
fn a_response_keeps_status_version_extensions_and_body() {
    let mut response = Response::builder()
        .status(418)
        .version(http::Version::HTTP_2)
        .extension(7_u8)
        .body("body")
        .unwrap();
    PLAIN.applier(Scheme::Https).apply_overriding(&mut response);
    assert_eq!(response.status(), 418);
    assert_eq!(response.version(), http::Version::HTTP_2);
    assert_eq!(response.extensions().get(), Some(&7_u8));
    assert_eq!(*response.body(), "body");
    assert_eq!(response.headers().len(), 3);
}
