//! Slots for origins: what fills them, and what is sent.

#![allow(
    clippy::items_after_statements,
    reason = "a constant is beside what is asked of it"
)]

use http::header::CONTENT_SECURITY_POLICY;
use http::{Response, StatusCode};
use proptest::prelude::*;
use talisman::{
    Applier, Changes, Csp, Extension, Finding, NoncePolicy, Origin, Origins, Policy, Scheme,
    SlotError, WildcardOrigins, csp, talisman_policy, with_nonce, with_slots,
};

const CSP: &str = "content-security-policy";

const POLICY: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src nonce strict-dynamic;
        img-src "https://img.example" {cdn: wildcard-origins} data:;
        object-src none;
        base-uri none;
        form-action self {login: origin};
        frame-ancestors {shop: origins};
    },
    content_security_policy_report_only: { default-src self; connect-src {login: origin}; report-uri "/r"; },
};

const PAGE: NoncePolicy = with_nonce!(POLICY);

fn origin(text: &str) -> Origin {
    text.parse().unwrap()
}

fn sent(applier: Applier) -> String {
    field(applier, CSP)
}

fn field(applier: Applier, name: &str) -> String {
    let mut response = Response::new(());
    applier.apply(&mut response);
    response.headers()[name].to_str().unwrap().to_owned()
}

/// The value with the nonce that this response has left out.
fn without_value(text: &str) -> String {
    let Some((before, rest)) = text.split_once("'nonce-") else {
        return text.to_owned();
    };
    let (_, after) = rest.split_once('\'').unwrap();
    format!("{before}'nonce-'{after}")
}

#[test]
fn a_filled_slot_is_the_constant_with_the_origin_written_in() {
    const WRITTEN: Policy = talisman_policy! {
        content_security_policy: {
            default-src self;
            script-src nonce strict-dynamic;
            img-src "https://img.example" "https://*.cdn.example" data:;
            object-src none;
            base-uri none;
            form-action self "https://login.example:8443";
            frame-ancestors "https://a.example" "https://b.example";
        },
        content_security_policy_report_only: {
            default-src self; connect-src "https://login.example:8443"; report-uri "/r";
        },
    };
    let (login, shop) = (
        origin("https://login.example:8443"),
        "https://a.example https://b.example",
    );
    let shop: Origins = shop.parse().unwrap();
    let cdn: WildcardOrigins = "https://*.cdn.example".parse().unwrap();
    let filled =
        || with_slots!(POLICY, cdn: &cdn, login: &login, shop: &shop).applier(Scheme::Https);
    for name in [CSP, "content-security-policy-report-only"] {
        assert_eq!(
            field(filled(), name),
            field(WRITTEN.applier(Scheme::Https), name)
        );
        let (mut filled, mut written) = (filled(), WRITTEN.applier(Scheme::Https));
        let (one, other) = (filled.nonce().unwrap(), written.nonce().unwrap());
        let (filled, written) = (field(filled, name), field(written, name));
        assert_eq!(filled.contains(one.as_str()), name == CSP);
        assert_eq!(written.contains(other.as_str()), name == CSP);
        assert_eq!(without_value(&filled), without_value(&written));
    }
    let (nonce, applier) =
        with_slots!(PAGE, cdn: cdn, login: login, shop: shop).applier(Scheme::Https);
    assert!(sent(applier).contains(&format!("'nonce-{nonce}' 'strict-dynamic'; img-src")));
}

#[test]
fn an_unfilled_slot_leaves_nothing_open() {
    let unfilled = "default-src 'self'; script-src 'none'; img-src https://img.example data:; object-src 'none'; \
                    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    assert_eq!(sent(POLICY.applier(Scheme::Https)), unfilled);
    let with_none = with_slots!(POLICY, cdn: Origins::NONE, login: origin("https://l.example"), shop: Origins::NONE);
    assert_eq!(
        sent(with_none.applier(Scheme::Https)),
        unfilled.replace("form-action 'self'", "form-action 'self' https://l.example")
    );
    let shown = POLICY
        .fields(Scheme::Https)
        .find(|(name, _)| *name == CSP)
        .unwrap()
        .1;
    assert_eq!(
        shown,
        unfilled.replace("script-src 'none'", "script-src 'nonce-' 'strict-dynamic'")
    );
    const LENGTH: Option<usize> = POLICY.field_length(CSP);
    assert_eq!(LENGTH, Some(shown.len() + 22));
    let mut applier = POLICY.applier(Scheme::Https);
    let nonce = applier.nonce().unwrap();
    assert_eq!(
        sent(applier),
        shown.replace("'nonce-'", &format!("'nonce-{nonce}'"))
    );
}

#[test]
fn the_language_reads_slots_where_it_reads_a_policy_again() {
    assert_eq!(POLICY.findings(), []);
    let text = "default-src 'self'; form-action 'self' {login: origin}; frame-ancestors {shop:origins}; base-uri 'none'";
    let (csp, findings) = Csp::from_text(text).unwrap();
    assert_eq!(findings, []);
    const WRITTEN: Csp = csp! { default-src self; form-action self {login: origin}; frame-ancestors {shop: origins}; base-uri none; };
    assert_eq!(csp, WRITTEN);
    let mut applier = csp.applier();
    applier
        .fill_slot("login", origin("https://l.example"))
        .unwrap();
    assert_eq!(
        sent(applier),
        "default-src 'self'; form-action 'self' https://l.example; frame-ancestors 'none'; base-uri 'none'"
    );
    const OTHER: Csp = csp! { default-src self; form-action self {login: origins}; frame-ancestors {shop: origins}; base-uri none; };
    assert_ne!(csp, OTHER);
}

#[test]
fn a_slot_is_filled_by_its_name_and_type() {
    let mut applier = POLICY.applier(Scheme::Https);
    assert_eq!(
        applier.fill_slot("Login", origin("https://l.example")),
        Err(SlotError::NoSlot)
    );
    assert_eq!(applier.fill_slot("", Origins::NONE), Err(SlotError::NoSlot));
    assert_eq!(
        applier.fill_slot("login", Origins::NONE),
        Err(SlotError::WrongType)
    );
    assert_eq!(
        applier.fill_slot("shop", WildcardOrigins::NONE),
        Err(SlotError::WrongType)
    );
    applier
        .fill_slot("shop", origin("https://s.example"))
        .unwrap();
    applier
        .fill_slot("shop", origin("https://t.example"))
        .unwrap();
    applier.fill_slot("cdn", Origins::NONE).unwrap();
    assert!(sent(applier).ends_with("form-action 'self'; frame-ancestors https://t.example"));
    const NONE: Policy = talisman_policy! {};
    let mut applier = NONE.applier(Scheme::Https);
    assert_eq!(
        applier.fill_slot("login", Origins::NONE),
        Err(SlotError::NoSlot)
    );
}

#[test]
fn a_derived_policy_has_the_slots_of_its_base() {
    const ADDED: Policy = talisman_policy! { ..POLICY, content_security_policy: { ..; form-action += {pay: origin}; } };
    const TAKEN: Policy = talisman_policy! { ..POLICY, content_security_policy: { ..; form-action -= {login: origin}; img-src off; frame-ancestors none; } };
    const ALONE: Policy = talisman_policy! { ..POLICY, content_security_policy: { ..; form-action -= self; }, content_security_policy_report_only: off };
    let (login, pay) = (origin("https://l.example"), origin("https://p.example"));
    let filled =
        with_slots!(ADDED, login: &login, pay: &pay, cdn: Origins::NONE, shop: Origins::NONE);
    assert!(
        sent(filled.applier(Scheme::Https))
            .contains("form-action 'self' https://l.example https://p.example;")
    );
    // The twin that reports has it still.
    let filled = with_slots!(TAKEN, login: &login).applier(Scheme::Https);
    assert!(sent(filled).ends_with("form-action 'self'; frame-ancestors 'none'"));
    let unfilled = sent(ALONE.applier(Scheme::Https));
    assert!(
        unfilled.contains("form-action 'none'; frame-ancestors 'none'"),
        "{unfilled}"
    );
    const LENGTH: Option<usize> = ALONE.field_length(CSP);
    let shown = ALONE
        .fields(Scheme::Https)
        .find(|(name, _)| *name == CSP)
        .unwrap()
        .1;
    assert_eq!(LENGTH, Some(shown.len() + 22));
}

#[test]
fn a_handlers_own_field_is_kept_unless_a_nonce_was_handed_out() {
    let filled = || {
        with_slots!(POLICY, cdn: Origins::NONE, login: origin("https://l.example"), shop: Origins::NONE).applier(Scheme::Https)
    };
    let own = |extra: usize| {
        let mut response = Response::new(());
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, "default-src *".parse().unwrap());
        for n in 0..extra {
            let name = http::HeaderName::try_from(format!("x-own-{n}")).unwrap();
            response.headers_mut().insert(name, "1".parse().unwrap());
        }
        response
    };
    for extra in [0, 40] {
        let mut response = own(extra);
        filled().apply(&mut response);
        assert_eq!(response.headers()[CSP], "default-src *");
        let mut response = own(extra);
        filled().apply_overriding(&mut response);
        assert!(
            response.headers()[CSP]
                .to_str()
                .unwrap()
                .contains("https://l.example")
        );
        assert!(!response.headers().contains_key("cache-control"));
        let mut response = own(extra);
        let mut applier = filled();
        let nonce = applier.nonce().unwrap();
        applier.apply(&mut response);
        let csp = response.headers()[CSP].to_str().unwrap();
        assert!(csp.contains(nonce.as_str()) && csp.contains("https://l.example"));
        assert_eq!(response.headers()["cache-control"], "private");
        assert_eq!(response.headers()["x-frame-options"], "SAMEORIGIN");
    }
}

#[test]
fn what_is_changed_or_extended_keeps_its_slots() {
    let login = origin("https://l.example");
    let added = "form-action https://pay.example; connect-src https://api.example";
    let (extension, _) = Extension::from_text(added).unwrap();
    let mut applier = POLICY.extended_by(&extension).applier(Scheme::Https);
    applier.fill_slot("login", &login).unwrap();
    let nonce = applier.nonce().unwrap();
    let extended = sent(applier);
    assert!(
        extended.contains(
            "form-action 'self' https://l.example https://pay.example; frame-ancestors 'none'"
        ),
        "{extended}"
    );
    assert!(
        extended.contains(nonce.as_str()) && !extended.contains('{'),
        "{extended}"
    );
    let unfilled = sent(POLICY.extended_by(&extension).applier(Scheme::Https));
    assert!(
        unfilled.contains("form-action 'self' https://pay.example; frame-ancestors 'none'"),
        "{unfilled}"
    );

    let change = Changes::new().add_sources("form-action", ["https://pay.example"]);
    let (changed, _) = POLICY.with_changes(&change).unwrap();
    let mut applier = changed.applier(Scheme::Https);
    applier.fill_slot("login", &login).unwrap();
    assert!(sent(applier).contains("form-action 'self' https://l.example https://pay.example;"));
}

#[test]
fn a_304_leaves_the_policy_of_the_stored_page() {
    const SLOTS: Csp = csp! { default-src self; form-action self {login: origin}; };
    for filled in [true, false] {
        let mut applier = SLOTS.applier();
        if filled {
            applier
                .fill_slot("login", origin("https://l.example"))
                .unwrap();
        }
        let mut response = Response::new(());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        applier.apply(&mut response);
        assert!(response.headers().is_empty());
    }
}

#[test]
fn a_static_host_gets_no_policy_that_nobody_fills() {
    const SLOTS: Csp = csp! { default-src self; form-action self {login: origin}; };
    assert!(
        SLOTS
            .meta()
            .unwrap_err()
            .to_string()
            .contains("slot for origins")
    );
    assert!(
        SLOTS
            .configuration(talisman::export::Server::Nginx)
            .is_err()
    );
}

#[test]
fn no_value_of_a_slot_adds_more_than_its_sources() {
    let pieces = proptest::sample::select(vec![
        "https://",
        "http://",
        "wss://",
        "a.example",
        "*.b.example",
        "localhost",
        "127.0.0.1",
        "[::1]",
        ":",
        ":443",
        ":8443",
        "/",
        "?",
        "#",
        "@",
        "*",
        ";",
        ",",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\0",
        "'self'",
        "'nonce-abc'",
        "script-src",
        "{login:origin}",
        "\u{fc}",
        "%0d%0a",
        "\"",
        "<",
        ".",
        "-",
        "_",
    ]);
    let texts = prop_oneof![
        proptest::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat()),
        any::<String>(),
        "https://[a-z*.:-]{1,12}",
    ];
    let mut accepted = 0;
    let config = ProptestConfig {
        cases: 20_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let rng = proptest::test_runner::TestRng::deterministic_rng(
        proptest::test_runner::RngAlgorithm::ChaCha,
    );
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(config, rng);
    let count = std::cell::Cell::new(0_usize);
    runner
        .run(&texts, |text| {
            const SLOTS: Csp = csp! { default-src self; img-src {a: origin}; frame-src {b: origins}; font-src {c: wildcard-origins}; };
            let mut applier = SLOTS.applier();
            let mut sources = [0, 0, 0];
            if let Ok(origin) = text.parse::<Origin>() {
                applier.fill_slot("a", origin).unwrap();
                sources[0] = 1;
            }
            if let Ok(origins) = text.parse::<Origins>() {
                sources[1] = origins.as_str().split_whitespace().count();
                applier.fill_slot("b", origins).unwrap();
            }
            if let Ok(origins) = text.parse::<WildcardOrigins>() {
                sources[2] = origins.as_str().split_whitespace().count();
                applier.fill_slot("c", origins).unwrap();
            }
            count.set(count.get() + usize::from(sources != [0, 0, 0]));
            let mut response = Response::new(());
            applier.apply(&mut response);
            prop_assert_eq!(response.headers().len(), 1);
            let sent = response.headers()[CSP].to_str().unwrap();
            prop_assert!(sent.bytes().all(|byte| (0x20..0x7f).contains(&byte) && byte != b','), "{}", sent);
            let directives: Vec<Vec<&str>> = sent.split(';').map(|it| it.split_whitespace().collect()).collect();
            prop_assert_eq!(directives.len(), 4, "{}", sent);
            prop_assert_eq!(&directives[0], &["default-src", "'self'"]);
            for (at, name) in ["img-src", "frame-src", "font-src"].iter().enumerate() {
                let words = &directives[at + 1];
                prop_assert_eq!(&words[0], name);
                prop_assert_eq!(words.len(), 1 + sources[at].max(1), "{}", sent);
                let is_source = |word: &str| word.starts_with("https://") || word.starts_with("http://");
                prop_assert!(sources[at] == 0 || words[1..].iter().all(|word| is_source(word)), "{}", sent);
            }
            // What is sent is a policy that the language accepts.
            prop_assert!(Csp::from_text(sent).is_ok(), "{}", sent);
            Ok(())
        })
        .unwrap();
    accepted += count.get();
    assert!(accepted > 100, "only {accepted} texts were origins");
}

/// What a policy prints is what text reads, its slots included.
#[test]
fn a_printed_policy_keeps_its_slots() {
    const SITE: Policy = talisman_policy! {
        content_security_policy: {
            default-src self; script-src self nonce; object-src none; base-uri none;
            form-action self {login: origin}; frame-ancestors {shop: origins};
        },
        content_security_policy_report_only: { default-src {cdn: wildcard-origins}; report-uri "/r"; },
    };
    let printed = SITE.to_string();
    assert!(
        printed.contains("script-src 'self' 'nonce-'; object-src 'none'; base-uri 'none'; form-action 'self' {login:origin}; frame-ancestors {shop:origins}\n"),
        "{printed}"
    );
    assert!(format!("{SITE:?}").contains("{login:origin}"));
    let changes = Changes::new().fields(&printed);
    let (read, warnings) = SITE.with_changes(&changes).unwrap();
    assert_eq!(warnings, []);
    assert_eq!(read, SITE);
    assert_eq!(read.to_string(), printed);
    let mut applier = read.applier(Scheme::Https);
    for name in ["login", "shop", "cdn"] {
        let origin: Origin = "https://a.example".parse().unwrap();
        applier.fill_slot(name, origin).unwrap();
    }
    // Of what is sent, nothing shows that a slot was there.
    for (name, value) in SITE.fields(Scheme::Https) {
        assert!(!value.contains('{'), "{name}: {value}");
    }
}

#[test]
fn a_text_that_takes_slots_away_says_so() {
    const SITE: Policy = talisman_policy! {
        content_security_policy: {
            default-src self; object-src none; base-uri none;
            form-action self {login: origin}; frame-ancestors {shop: origins};
        },
    };
    let said = |(policy, warnings): (Policy, Vec<Finding>)| -> Vec<String> {
        let mut appliers = policy.applier(Scheme::Https);
        let origin: Origin = "https://a.example".parse().unwrap();
        for name in ["login", "shop"] {
            let is_lost = warnings
                .iter()
                .any(|it| it.to_string().contains(&format!("`{name}`")));
            assert_eq!(
                appliers.fill_slot(name, &origin).is_err(),
                is_lost,
                "{name}"
            );
        }
        warnings
            .iter()
            .map(|it| format!("{} {}", it.code(), it.help()))
            .collect()
    };
    let login =
        "csp-slot-lost write {login:origin} where the origin goes, as a policy prints itself";
    let shop =
        "csp-slot-lost write {shop:origins} where the origin goes, as a policy prints itself";
    let sent: Vec<String> = SITE
        .fields(Scheme::Https)
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    let changes = Changes::new().fields(sent.join("\n"));
    assert_eq!(said(SITE.with_changes(&changes).unwrap()), [login, shop]);
    let text = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self' {login:origin}; frame-ancestors 'self'";
    assert_eq!(
        said(SITE.with_content_security_policy(text).unwrap()),
        [shop]
    );
    let changes = Changes::new().set_directive("form-action", "'self'");
    assert_eq!(said(SITE.with_changes(&changes).unwrap()), [login]);
    let none: [&str; 0] = [];
    let changes = Changes::new().add_source("form-action", "https://b.example");
    assert_eq!(said(SITE.with_changes(&changes).unwrap()), none);
}

/// As for every warning, a level beside the policy decides.
#[test]
fn a_lost_slot_can_be_refused() {
    const SITE: Policy = talisman_policy! {
        #![deny(csp-slot-lost)]
        content_security_policy: { default-src self; object-src none; base-uri none; form-action self {login: origin}; },
    };
    let text = "default-src 'self'; object-src 'none'; base-uri 'none'";
    assert!(SITE.with_content_security_policy(text).is_err());
    let changes = Changes::new().remove_directive("form-action");
    assert!(SITE.with_changes(&changes).is_err());
}
