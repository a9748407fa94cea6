//! Applying, beside a model: lists of lines.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use talisman::{Policy, Scheme, talisman_policy};

use crate::is_legal;

const NONCE: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self nonce; object-src none; base-uri none; },
    content_security_policy_report_only: { default-src self; style-src nonce; report-uri "/r"; },
    remove_fields: [server, x-powered-by],
};
const PLAIN: Policy = talisman_policy! { frame_options: DENY, referrer_policy: no-referrer };

const NAMES: &[&str] = &[
    "content-security-policy",
    "content-security-policy-report-only",
    "strict-transport-security",
    "x-frame-options",
    "cache-control",
    "cdn-cache-control",
    "surrogate-control",
    "server",
    "vary",
    "set-cookie",
    "x-powered-by",
    "x-own",
    "referrer-policy",
    "permissions-policy",
    "etag",
    "x-accel-expires",
];
const TARGETED: &[&str] = &["cdn-cache-control", "surrogate-control", "x-accel-expires"];

/// The first byte has the switches; lines follow, each a byte for the name and the value. One function, as what must hold
/// depends on every switch.
pub fn apply(data: &[u8]) {
    let Some((&switches, rest)) = data.split_first() else {
        return;
    };
    let is = |bit: u8| switches >> bit & 1 == 1;
    let policy = if is(0) { &NONCE } else { &PLAIN };
    let scheme = if is(1) { Scheme::Https } else { Scheme::Http };
    let status = if is(2) {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    };
    let (overriding, ask, shared) = (is(3), is(4), is(5));
    let many = is(6);

    let mut headers = HeaderMap::new();
    let mut own: Vec<(String, Vec<u8>)> = Vec::new();
    let mut set = |name: String, value: &[u8]| {
        if let Ok(value) = HeaderValue::from_bytes(value) {
            let name_of = HeaderName::from_bytes(name.as_bytes()).expect("a name");
            own.push((name, value.as_bytes().to_vec()));
            headers.append(name_of, value);
        }
    };
    for line in rest.split(|byte| *byte == b'\n').take(64) {
        if let Some((&name, value)) = line.split_first() {
            set(NAMES[usize::from(name) % NAMES.len()].to_owned(), value);
        }
    }
    if many {
        (0..40).for_each(|number| set(format!("x-many-{number}"), b"1"));
    }

    let mut applier = policy.applier(scheme);
    if shared {
        applier = applier.allow_shared_caching();
    }
    let nonce = if ask {
        applier.nonce().map(|nonce| nonce.to_string())
    } else {
        None
    };
    if overriding {
        applier.apply_overriding_to(status, &mut headers);
    } else {
        applier.apply_to(status, &mut headers);
    }

    let lines = |name: &str| -> Vec<Vec<u8>> {
        headers
            .get_all(name)
            .iter()
            .map(|line| line.as_bytes().to_vec())
            .collect()
    };
    let handler_s = |name: &str| -> Vec<Vec<u8>> {
        own.iter()
            .filter(|(other, _)| other == name)
            .map(|(_, value)| value.clone())
            .collect()
    };
    let removed = |name: &str| is(0) && ["server", "x-powered-by"].contains(&name);
    let private = nonce.is_some() && !shared && status != StatusCode::NOT_MODIFIED;
    let sent: Vec<(String, String)> = policy
        .fields(scheme)
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for (name, template) in &sent {
        let of_handler = handler_s(name);
        let has_slot = template.contains("'nonce-'");
        if status == StatusCode::NOT_MODIFIED && has_slot {
            let stays = if overriding || nonce.is_some() {
                Vec::new()
            } else {
                of_handler
            };
            assert_eq!(lines(name), stays, "{name}");
            continue;
        }
        if !of_handler.is_empty() && !overriding && !(has_slot && nonce.is_some()) {
            assert_eq!(lines(name), of_handler, "{name}");
            continue;
        }
        let value = lines(name);
        assert_eq!(value.len(), 1, "{name}");
        let value = std::str::from_utf8(&value[0]).expect("ASCII");
        assert!(is_legal(value));
        match &nonce {
            Some(nonce) => assert_eq!(
                value,
                template.replace("'nonce-'", &format!("'nonce-{nonce}'"))
            ),
            None if has_slot => assert!(!value.contains("nonce")),
            None => assert_eq!(value, template),
        }
    }
    for (name, _) in &own {
        let is_policy_s = sent.iter().any(|(other, _)| other == name);
        let of_caches = name == "cache-control" || TARGETED.contains(&name.as_str());
        if removed(name) || (private && TARGETED.contains(&name.as_str())) {
            assert!(lines(name).is_empty(), "{name}");
        } else if !is_policy_s && !(private && of_caches) {
            assert_eq!(lines(name), handler_s(name), "{name}");
        }
    }
    if private {
        keeps_caches_away(&lines("cache-control"));
    }
    let names = headers.keys().map(HeaderName::as_str);
    for name in names {
        let is_known = own.iter().any(|(other, _)| other == name)
            || sent.iter().any(|(other, _)| other == name)
            || (private && name == "cache-control");
        assert!(is_known, "{name} came from nowhere");
    }
}

/// A cache that knows no quoted strings and one that does read the same: this is not for all.
fn keeps_caches_away(lines: &[Vec<u8>]) {
    let [line] = lines else {
        panic!("{} lines of Cache-Control", lines.len());
    };
    let line = String::from_utf8_lossy(line).to_ascii_lowercase();
    // White space of a field, RFC 9110 section 5.6.3: a no-break space is part of a name.
    let trim = |text: &str| text.trim_matches([' ', '\t']).to_owned();
    let first_of = |text: &str| trim(text.split(',').next().unwrap_or_default());
    let unquoted: Vec<String> = line.split(',').map(trim).collect();
    let is_private = unquoted
        .iter()
        .any(|word| ["private", "no-store"].contains(&word.as_str()));
    assert!(is_private, "{line:?}");
    if !line.contains('"') {
        let shares = |word: &str| {
            word.split('=')
                .next()
                .is_some_and(|name| ["public", "s-maxage"].contains(&trim(name).as_str()))
        };
        assert!(!unquoted.iter().any(|word| shares(word)), "{line:?}");
    } else {
        assert!(first_of(&line) == "private" || is_private);
    }
}
