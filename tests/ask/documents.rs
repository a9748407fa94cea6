//! Documents, upgrades, several policies, and the words of a verdict.

use talisman_ask::*;

use super::table::{PAGE, assert_rows};

#[test]
fn documents_are_held_to_directives_of_their_own() {
    assert_rows(
        PAGE,
        &[
            (
                "frame-ancestors 'self'",
                ancestor("https://www.example.com/any/path"),
                true,
            ),
            (
                "frame-ancestors https://a.example/path",
                ancestor("https://a.example/path"),
                false,
            ),
            (
                "frame-ancestors https://*.a.example",
                ancestor("https://b.a.example/"),
                true,
            ),
            ("frame-ancestors *", ancestor("http://a.example/"), true),
            (
                "form-action 'self'",
                form("https://a.example/").redirected(),
                false,
            ),
            ("form-action 'self'", form("/x"), true),
            ("frame-src 'none'", frame("about:blank"), true),
            ("base-uri 'self'", base("https://a.example/"), false),
            (
                "object-src https:; frame-src 'none'",
                object("https://a.example/x.png"),
                true,
            ),
            (
                "object-src https:; frame-src 'none'",
                object("https://a.example/x.svg"),
                false,
            ),
            (
                "object-src 'none'; frame-src https:",
                object("https://a.example/x").redirected(),
                true,
            ),
            ("sandbox", script("/x"), false),
            ("sandbox allow-scripts", script("/x"), true),
            ("sandbox allow-scripts", form("/x"), false),
            ("sandbox", sandbox("allow-popups"), false),
            ("sandbox Allow-Popups", sandbox("allow-popups"), true),
            ("trusted-types a", trusted_types_policy("a"), true),
            ("trusted-types a", trusted_types_policy("A"), false),
            ("trusted-types a", trusted_types_policy("a").again(), false),
            (
                "trusted-types a 'allow-duplicates'",
                trusted_types_policy("a").again(),
                true,
            ),
            ("trusted-types *", trusted_types_policy("b"), true),
            ("trusted-types", trusted_types_policy("b"), false),
            (
                "require-trusted-types-for 'script'",
                injection_sink(),
                false,
            ),
            ("trusted-types a", injection_sink(), true),
        ],
    );
}

#[test]
fn insecure_requests_are_upgraded_before_or_after() {
    let policy = "upgrade-insecure-requests; default-src https:";
    assert_rows(
        PAGE,
        &[
            (policy, image("http://a.example/x"), true),
            (policy, frame("http://a.example/x"), true),
            (policy, connect("http://a.example/x"), false),
            (policy, connect("http://a.example/x").redirected(), true),
            (policy, media("http://a.example/x"), false),
            (
                "upgrade-insecure-requests; img-src http://a.example:8080",
                image("http://a.example:8080/"),
                false,
            ),
            (
                "upgrade-insecure-requests; img-src http://a.example",
                image("http://a.example/"),
                true,
            ),
        ],
    );
}

#[test]
fn every_policy_has_to_allow() {
    let page = Page::at(PAGE).expect("a URL");
    let two = page.clone().enforcing("img-src https:, img-src a.example");
    assert!(two.allows(image("https://a.example/")));
    assert!(!two.allows(image("https://b.example/")));
    let verdict = two.verdict(image("https://b.example/"));
    assert_eq!(verdict.changes().len(), 1);
    assert_eq!(verdict.changes()[0].0, 1);

    let reporting = page.clone().reporting("img-src 'none'; sandbox");
    assert!(reporting.allows(image("/x")) && reporting.allows(script("/x")));
    assert!(!reporting.reports(image("/x")).is_allowed());
    assert!(reporting.reports(script("/x")).is_allowed());

    let meta = page.with_meta("sandbox; frame-ancestors 'none'; img-src 'none'");
    assert!(meta.allows(script("/x")) && meta.allows(ancestor("https://a.example/")));
    assert!(!meta.allows(image("/x")));
}

#[test]
fn a_verdict_says_why_and_what_to_change() {
    for (policy, request, wanted) in [
        (
            "img-src 'none'",
            image("https://a.example/x"),
            "blocked by img-src: img-src is 'none'; smallest change: img-src \"https://a.example\"",
        ),
        (
            "img-src data:",
            image("/x"),
            "blocked by img-src: no source of img-src matches; smallest change: img-src += self",
        ),
        (
            "img-src https://a.example/dir/",
            image("https://a.example/x"),
            "blocked by img-src: no source of img-src matches; https://a.example/dir/ differs in its path; smallest change: \
             img-src += \"https://a.example\"",
        ),
        (
            "script-src 'nonce' 'strict-dynamic'",
            script("https://a.example/x"),
            "blocked by script-src: no nonce or hash of script-src (in place of script-src-elem) matches, and beside \
             'strict-dynamic' no place counts: give its element the nonce",
        ),
        (
            "default-src 'self'",
            inline_script("alert(1)"),
            "blocked by default-src: no nonce or hash of default-src (in place of script-src-elem) matches; smallest change: \
             script-src self \"'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='\"",
        ),
        (
            "default-src 'self'; frame-ancestors 'none'",
            image("/x"),
            "allowed by default-src: 'self' of default-src (in place of img-src) matches",
        ),
        (
            "default-src 'self'",
            image("https://[::1]/x"),
            "blocked by default-src: no source of default-src (in place of img-src) matches, and none can name this place",
        ),
        (
            "sandbox",
            sandbox("allow-popups"),
            "blocked by sandbox: sandbox has no allow-popups; smallest change: sandbox allow-popups",
        ),
        (
            "frame-ancestors *",
            image("https://["),
            "not asked: \"https://[\" is not a URL: invalid IPv6 address",
        ),
    ] {
        let page = Page::at(PAGE).expect("a URL").enforcing(policy);
        assert_eq!(page.verdict(request).to_string(), wanted);
    }
}

#[test]
fn frame_options_hold_where_no_policy_names_ancestors() {
    let page = |options, policy| {
        let page = Page::at(PAGE).expect("a URL");
        page.with_field("X-Frame-Options", options)
            .enforcing(policy)
    };
    let (own, other) = (
        ancestor("https://www.example.com/"),
        ancestor("https://a.example/"),
    );
    for (options, policy, allowed) in [
        ("DENY", "default-src 'self'", [false, false]),
        ("sameorigin", "default-src 'self'", [true, false]),
        (
            "ALLOW-FROM https://a.example",
            "default-src 'self'",
            [true, true],
        ),
        ("DENY", "frame-ancestors https://a.example", [false, true]),
        ("SAMEORIGIN", "", [true, false]),
    ] {
        let page = page(options, policy);
        assert_eq!(
            [page.allows(&own), page.allows(&other)],
            allowed,
            "{options} {policy}"
        );
    }
    let verdict = page("DENY", "").verdict(&other);
    assert_eq!(
        verdict.to_string(),
        "blocked: X-Frame-Options: DENY allows no ancestor"
    );
    // A policy that only reports does not make it void.
    assert!(
        !page("DENY", "")
            .reporting("frame-ancestors *")
            .allows(&other)
    );
    assert!(page("DENY", "").allows(image("https://a.example/")));
}

#[test]
fn what_several_policies_ask_for_together_is_a_witness() {
    let page = || Page::at(PAGE).expect("a URL");
    let hash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
    // One list asks for the hash and the other for who adds the script, or for the nonce.
    for other in ["script-src 'strict-dynamic'", "script-src 'nonce-abc'"] {
        let new = page()
            .enforcing(&format!("script-src {hash}"))
            .enforcing(other);
        let old = page().enforcing("script-src 'none'");
        let comparison = Comparison::of(&new, &old);
        let wider = comparison.differences().iter();
        let kinds: Vec<_> = wider
            .filter(|one| one.direction() == Direction::Wider)
            .filter_map(|one| Some(one.witness()?.kind()))
            .collect();
        assert!(
            kinds.contains(&Kind::Script) && kinds.contains(&Kind::InlineScript),
            "{comparison}"
        );
    }
}
