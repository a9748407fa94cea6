//! What a response can add to a policy, and what no text can.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use talisman::{Extension, Origin, Policy, Scheme, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src self nonce;
        style-src self unsafe-inline;
        frame-ancestors none;
        form-action self;
        object-src none;
        base-uri none;
    },
};

/// The fields of a response, of which the CSP is split as browsers do.
type Sent = (Vec<Vec<String>>, Vec<(String, String)>);

fn sent(applier: talisman::Applier) -> Sent {
    let mut response = http::Response::new(());
    applier.apply(&mut response);
    let (mut csp, mut others) = (Vec::new(), Vec::new());
    for (name, value) in response.headers() {
        let value = value.to_str().unwrap();
        if name == "content-security-policy" {
            assert!(!value.contains(','), "{value}");
            let directives = value.split(';').map(str::split_ascii_whitespace);
            csp.extend(directives.map(|words| words.map(str::to_owned).collect::<Vec<_>>()));
        } else {
            others.push((name.to_string(), value.to_owned()));
        }
    }
    (csp, others)
}

/// Whether a word opens one host or one piece of code.
fn is_narrow(word: &str) -> bool {
    let quoted = ["'sha", "'report-sha", "'url-sha", "'eval-sha", "'nonce-"];
    if word.starts_with('\'') {
        return quoted.iter().any(|start| word.starts_with(start));
    }
    let is_scheme = |scheme: &str| {
        scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    if word.strip_suffix(':').is_some_and(is_scheme) {
        return false;
    }
    let rest = word.split_once("://").map_or(word, |(_, rest)| rest);
    !matches!(rest.split(['/', ':']).next(), Some("*" | ""))
}

fn holds(extension: &Extension, most: usize) -> Result<(), TestCaseError> {
    let (before, rest) = sent(SITE.applier(Scheme::Https));
    let (after, rest_after) = sent(SITE.extended_by(extension).applier(Scheme::Https));
    prop_assert_eq!(rest, rest_after);
    let find = |all: &[Vec<String>], name: &str| all.iter().find(|it| it[0] == name).cloned();
    let mut added = 0;
    for directive in &after {
        let fallback =
            || find(&before, "script-src").filter(|_| directive[0].starts_with("script-src"));
        let own = find(&before, &directive[0])
            .or_else(fallback)
            .or_else(|| {
                find(&before, "style-src").filter(|_| directive[0].starts_with("style-src"))
            })
            .or_else(|| find(&before, "default-src"));
        let own = own.unwrap();
        let words = directive[1..].iter().filter(|word| !own.contains(word));
        for word in words {
            prop_assert!(is_narrow(word), "{} of {:?}", word, directive);
            added += 1;
        }
        for word in own[1..].iter().filter(|word| *word != "'none'") {
            prop_assert!(
                directive.contains(word),
                "{} is gone from {:?}",
                word,
                directive
            );
        }
    }
    for directive in &before {
        prop_assert!(find(&after, &directive[0]).is_some());
    }
    prop_assert!(added <= most, "{:?}", after);
    Ok(())
}

#[test]
fn no_text_adds_a_keyword_a_scheme_a_directive_that_is_not_named_a_field_or_a_line() {
    let pieces = prop::sample::select(vec![
        "https://",
        "a.example",
        "*.b.example",
        "*",
        "'self'",
        "'unsafe-inline'",
        "'strict-dynamic'",
        " ",
        " ",
        ";",
        ",",
        "\n",
        "\r\n",
        "script-src",
        "img-src",
        "frame-ancestors",
        "form-action",
        "sandbox",
        "script-src-elem",
        "style-src",
        "'",
        "\"",
        ":",
        "/",
        "\u{0}",
        "\u{a0}",
        "unchecked(",
        ")",
        "'nonce-'",
        "'nonce'",
        "data:",
        "'none'",
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    ]);
    let text = prop::collection::vec(pieces, 0..9).prop_map(|pieces| pieces.concat());
    let config = Config {
        cases: 8_000,
        failure_persistence: None,
        ..Config::default()
    };
    let directives = [
        "script-src",
        "img-src",
        "frame-ancestors",
        "form-action",
        "style-src-elem",
    ];
    let strategy = (
        prop_oneof![4 => text, 1 => any::<String>()],
        prop::sample::select(directives.to_vec()),
    );
    let read = Cell::new(0);
    TestRunner::new(config)
        .run(&strategy, |(text, directive)| {
            if let Ok((extension, _)) = Extension::from_text(&text) {
                read.set(read.get() + 1);
                holds(&extension, text.split_ascii_whitespace().count() * 3)?;
            }
            if let Ok((extension, _)) = Extension::source(directive, &text) {
                read.set(read.get() + 1);
                holds(&extension, 1)?;
                let (after, _) = sent(SITE.extended_by(&extension).applier(Scheme::Https));
                let before = sent(SITE.applier(Scheme::Https)).0.len();
                prop_assert!(after.len() <= before + 1);
            }
            Ok(())
        })
        .unwrap();
    let read = read.get();
    assert!(read > 100, "{read} of the texts were read");
}

/// A slot that is filled stays filled, and a browser keeps the policy of the page that it has.
#[test]
fn an_extension_and_a_slot_are_in_one_field() {
    const SHOP: Policy = talisman_policy! {
        content_security_policy: {
            default-src self;
            script-src self nonce;
            frame-ancestors {shop: origin};
            object-src none;
            base-uri none;
        },
    };
    let (extension, _) =
        Extension::from_text("frame-ancestors https://a.example; img-src https://i.example")
            .unwrap();
    let csp = |status: u16, is_filled: bool| {
        let mut applier = SHOP.extended_by(&extension).applier(Scheme::Https);
        if is_filled {
            applier
                .fill_slot("shop", "https://shop.example".parse::<Origin>().unwrap())
                .unwrap();
        }
        let mut response = http::Response::builder().status(status).body(()).unwrap();
        applier.apply(&mut response);
        let csp = response.headers().get("content-security-policy")?;
        Some(csp.to_str().unwrap().to_owned())
    };
    let expected = |ancestors: &str| {
        Some(format!(
            "default-src 'self'; script-src 'self'; frame-ancestors {ancestors}; object-src 'none'; base-uri 'none'; \
             img-src 'self' https://i.example"
        ))
    };
    assert_eq!(
        csp(200, true),
        expected("https://shop.example https://a.example")
    );
    assert_eq!(csp(200, false), expected("https://a.example"));
    assert_eq!(csp(304, true), None);
    assert_eq!(csp(304, false), None);
}

#[test]
fn what_opens_more_than_a_host_is_refused() {
    for (text, code) in [
        ("script-src 'unsafe-inline'", "csp-extension-source"),
        ("script-src 'strict-dynamic'", "csp-extension-source"),
        ("img-src *", "csp-extension-source"),
        ("img-src https://*:443", "csp-extension-source"),
        ("script-src data:", "csp-extension-source"),
        ("sandbox allow-scripts", "csp-extension-directive"),
        ("", "csp-extension-empty"),
        ("img-src a.example, b.example", "csp-comma"),
        ("img-src 'none'", "csp-extension-source"),
        ("default-src a.example", "csp-extension-fallback"),
    ] {
        let error = Extension::from_text(text).unwrap_err();
        let codes: Vec<_> = error
            .findings()
            .iter()
            .map(talisman::Finding::code)
            .collect();
        assert_eq!(codes, [code], "{text}");
    }
    let error = Extension::source("img-src", "a.example b.example").unwrap_err();
    assert_eq!(error.findings()[0].code(), "csp-whitespace");
    let shown = error.to_string();
    assert!(
        shown.starts_with(
            "this cannot be added to a policy\n\nerror: one source expression goes here"
        ),
        "{shown}"
    );
}
