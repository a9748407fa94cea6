//! What fills the slots of a constant, and what one page adds to it.

use std::collections::BTreeSet;

use http::Response;
use talisman::{
    Applier, Extension, Fragment, Host, Origin, Origins, Policy, Scheme, SlotValue,
    WildcardOrigins, csp_fragment, talisman_policy,
};

use crate::{is_legal, reader};

const ENFORCED: &str = "content-security-policy";
const REPORT_ONLY: &str = "content-security-policy-report-only";

const WIDGET: Fragment = csp_fragment! {
    connect-src "https://api.w.example";
    script-src "https://w.example/w.js";
};

const CONSTANT: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src self nonce;
        img-src {cdn: wildcard-origins};
        form-action self {login: origin};
        frame-ancestors {shop: origins};
        object-src none;
        base-uri none;
        include WIDGET;
    },
    content_security_policy_report_only: { default-src self; form-action {login: origin}; report-uri "/r" },
    frame_options: DENY,
};

/// The first line is what a page adds; the others are what fills each slot.
pub fn slots(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (added, value) = text.split_once('\n').unwrap_or((&text, &text));
    let plain = sent(CONSTANT.applier(Scheme::Https));
    let mut appliers: Vec<Box<dyn Fn() -> Applier>> = Vec::new();
    if let Ok(origin) = value.parse::<Origin>() {
        assert!(is_origin(origin.as_str(), false), "{value:?}: {origin}");
        appliers.push(filled("login", origin.clone(), &plain, 1));
        appliers.push(filled("shop", origin, &plain, 1));
    }
    if let Some(origin) = Host::try_from(value)
        .ok()
        .and_then(|host| Origin::try_from(&host).ok())
    {
        assert!(is_origin(origin.as_str(), false), "{value:?}: {origin}");
        appliers.push(filled("login", origin.clone(), &plain, 1));
    }
    let written = value.split_ascii_whitespace().count();
    if let Ok(origins) = value.parse::<Origins>() {
        appliers.push(filled("shop", origins, &plain, written));
    }
    if let Ok(origins) = value.parse::<WildcardOrigins>() {
        appliers.push(filled("cdn", origins, &plain, written));
    }
    // A name is no key into anything else.
    let home: Origin = "https://home.example".parse().expect("an origin");
    let is_known = ["login", "shop", "cdn"].contains(&value);
    let named = CONSTANT.applier(Scheme::Https).fill_slot(value, &home);
    assert_eq!(named.is_ok(), is_known, "{value:?}");

    let extensions = [
        Extension::from_text(added),
        Extension::source("img-src", added),
    ];
    for (extension, _) in extensions.into_iter().flatten() {
        let mut alone = CONSTANT.extended_by(&extension).applier(Scheme::Https);
        appliers.push(Box::new(|| CONSTANT.applier(Scheme::Https)));
        for applier in &appliers {
            let before = sent(applier());
            adds_sources_alone(&before, &sent(applier().extended_by(&extension)), added);
        }
        let nonce = alone.nonce().map(|nonce| nonce.to_string());
        for (_, value) in sent(alone) {
            let words = value.split([' ', ';']);
            let own = nonce.as_ref().map(|nonce| format!("'nonce-{nonce}'"));
            for word in words.filter(|word| word.starts_with("'nonce-")) {
                assert_eq!(Some(word), own.as_deref(), "{value}");
            }
        }
    }
}

type Fields = Vec<(String, String)>;

/// The fields of a response, each a line that a client reads as it was meant.
fn sent(applier: Applier) -> Fields {
    let mut response = Response::new(());
    applier.apply(&mut response);
    let headers = response.headers();
    assert_eq!(
        headers.len(),
        headers.keys_len(),
        "a field has a second line"
    );
    let mut fields = Vec::new();
    for (name, value) in headers {
        let value = value.to_str().expect("ASCII");
        assert!(is_legal(value), "{name}: {value:?}");
        if name.as_str().starts_with(ENFORCED) {
            assert!(!value.contains(','), "{name}: {value:?} is two policies");
            let read = reader::csp::directives(value);
            assert_eq!(read.len(), value.split(';').count(), "{name}: {value:?}");
        }
        fields.push((name.to_string(), value.to_owned()));
    }
    fields.sort();
    fields
}

/// Fills a slot, whose directives alone have at most so many sources more, all of them origins.
fn filled<V: SlotValue + Clone + 'static>(
    name: &'static str,
    value: V,
    plain: &Fields,
    most: usize,
) -> Box<dyn Fn() -> Applier> {
    let applier = move || {
        let mut applier = CONSTANT.applier(Scheme::Https);
        let filled = applier.fill_slot(name, value.clone());
        filled.expect("the constant has the slot");
        applier
    };
    let directive = match name {
        "login" => "form-action",
        "shop" => "frame-ancestors",
        _ => "img-src",
    };
    for ((field, before), (other, after)) in plain.iter().zip(&sent(applier())) {
        assert_eq!(field, other);
        if field != ENFORCED && field != REPORT_ONLY {
            assert_eq!(before, after, "{field}");
            continue;
        }
        let (before, after) = (
            reader::csp::directives(before),
            reader::csp::directives(after),
        );
        assert_eq!(before.len(), after.len());
        for ((one, old), (two, new)) in before.iter().zip(&after) {
            assert_eq!(one, two);
            if one != directive {
                assert_eq!(old, new, "{one}");
                continue;
            }
            let old: BTreeSet<&String> = old.iter().filter(|word| *word != "'none'").collect();
            let more: Vec<&String> = new
                .iter()
                .filter(|word| !old.contains(word) && *word != "'none'")
                .collect();
            assert!(more.len() <= most, "{one}: {more:?}");
            for origin in more {
                assert!(is_origin(origin, name == "cdn"), "{one}: {origin:?}");
            }
            assert!(
                old.iter().all(|word| new.contains(word)),
                "{one} lost a source"
            );
        }
    }
    Box::new(applier)
}

/// Other fields stay, no directive goes or loses a source, and what is new are hosts, hashes and the fallback's sources.
fn adds_sources_alone(before: &Fields, after: &Fields, added: &str) {
    assert_eq!(before.len(), after.len(), "{added:?}");
    for ((field, old), (other, new)) in before.iter().zip(after) {
        assert_eq!(field, other);
        if field != ENFORCED && field != REPORT_ONLY {
            assert_eq!(old, new, "{field} of {added:?}");
            continue;
        }
        let (old, new) = (reader::csp::directives(old), reader::csp::directives(new));
        for (name, words) in &old {
            let (_, kept) = new
                .iter()
                .find(|(other, _)| other == name)
                .expect("no directive goes");
            let is_kept = |word: &&String| kept.contains(word) || *word == "'none'";
            assert!(
                words.iter().all(|word| is_kept(&word)),
                "{name} of {added:?} lost a source"
            );
        }
        let known: BTreeSet<&String> = old.iter().flat_map(|(_, words)| words).collect();
        for (name, words) in &new {
            for word in words.iter().filter(|word| !known.contains(word)) {
                let is_hash = word.starts_with("'sha") && word.ends_with('\'');
                // A whole host is no wildcard.
                let host = word
                    .split_once("://")
                    .map_or(word.as_str(), |(_, host)| host);
                let is_scheme = word.strip_suffix(':').is_some_and(|scheme| {
                    scheme
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
                });
                let is_host = !word.starts_with('\'') && !is_scheme && !host.is_empty();
                let is_host = is_host && (!host.starts_with('*') || host.starts_with("*."));
                assert!(is_hash || is_host, "{name} of {added:?} has {word:?}");
            }
        }
    }
}

/// `https://host[:port]`, by the bytes alone.
fn is_origin(text: &str, may_be_wildcard: bool) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let rest = match rest.strip_prefix("*.") {
        Some(rest) if may_be_wildcard => rest,
        Some(_) => return false,
        None => rest,
    };
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let is_name = |host: &str| {
        host.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
    };
    let is_address = |host: &str| {
        let inside = host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'));
        inside.is_some_and(|host| {
            host.bytes()
                .all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte))
        })
    };
    matches!(scheme, "http" | "https")
        && !host.is_empty()
        && (is_name(host) || is_address(host))
        && port.is_none_or(|port| {
            !port.is_empty() && port.len() < 6 && port.bytes().all(|byte| byte.is_ascii_digit())
        })
}
