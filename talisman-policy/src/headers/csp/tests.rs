use super::{Disposition, Policy, read};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::Site;
use crate::text::split_directives;

#[track_caller]
fn policy(text: &str) -> Policy {
    let mut out = Diagnostics::new();
    let policy = read(
        &split_directives(text, Site(0)).statements,
        Disposition::Enforce,
        &mut out,
    );
    out.finish(policy)
        .unwrap_or_else(|found| panic!("{text}: {found:#?}"))
        .0
}

/// `code@word` of every problem.
fn problems(text: &str) -> Vec<String> {
    let split = split_directives(text, Site(0));
    let mut out = Diagnostics::new();
    let _ = read(&split.statements, Disposition::Enforce, &mut out);
    out.iter()
        .map(|diagnostic| {
            let word = match &diagnostic.place {
                Place::Whole => "",
                Place::Word(site) | Place::Within(site, _) => {
                    &text[split.ranges[site.0 as usize].clone()]
                }
            };
            format!("{}@{word}", diagnostic.problem.explain().code)
        })
        .collect()
}

#[test]
fn a_policy_is_serialized_in_its_own_order() {
    let text = "Default-Src 'SELF';  script-src 'self' 'nonce' 'strict-dynamic' HTTPS://CDN.example.com:443/A/b ;\n img-src * data:;;";
    assert_eq!(
        policy(text).to_string(),
        "default-src 'self'; script-src 'self' 'nonce' 'strict-dynamic' https://cdn.example.com:443/A/b; img-src * data:"
    );
}

#[test]
fn what_a_nonce_makes_void_goes_with_it() {
    let field = policy("script-src 'nonce' 'unsafe-inline' https:; style-src 'nonce'")
        .field(Disposition::Enforce);
    let (text, slots) = field.value.template();
    assert_eq!(
        text,
        "script-src 'nonce-' 'unsafe-inline' https:; style-src 'nonce-'"
    );
    assert_eq!(slots, [18, 61]);
    assert_eq!(field.without_nonce, "script-src https:; style-src 'none'");
}

#[test]
fn without_its_nonce_a_strict_policy_lets_no_script_run() {
    let field = policy("script-src 'nonce' 'strict-dynamic' 'unsafe-inline' https:")
        .field(Disposition::Enforce);
    assert_eq!(field.without_nonce, "script-src 'none'");
}

#[test]
fn without_its_nonce_strict_dynamic_does_not_stand_alone() {
    for (text, without_nonce) in [
        ("script-src 'nonce' 'strict-dynamic'", "script-src 'none'"),
        (
            "script-src 'nonce' 'strict-dynamic' 'unsafe-inline' 'report-sample'",
            "script-src 'report-sample'",
        ),
        (
            "script-src 'strict-dynamic' 'wasm-unsafe-eval' 'nonce'",
            "script-src 'wasm-unsafe-eval'",
        ),
        ("default-src 'nonce' 'strict-dynamic'", "default-src 'none'"),
        // What it cuts off stays cut off, and a hash needs it.
        (
            "default-src 'self' 'nonce' 'strict-dynamic'",
            "default-src 'self' 'strict-dynamic'",
        ),
        (
            "script-src 'nonce' 'strict-dynamic' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
            "script-src 'strict-dynamic' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
        ),
        (
            "script-src-elem 'nonce' 'self' 'strict-dynamic' https://a.example",
            "script-src-elem 'none'",
        ),
        // Without it, hosts are allowed with the nonce and without.
        (
            "script-src 'nonce' 'self' https:",
            "script-src 'self' https:",
        ),
    ] {
        for disposition in [Disposition::Enforce, Disposition::Report] {
            assert_eq!(policy(text).field(disposition).without_nonce, without_nonce);
        }
    }
}

#[test]
fn problems_are_reported_where_they_are() {
    for (text, expected) in [
        ("", "csp-empty-policy@"),
        ("scrip-src 'self'", "csp-unknown-directive@scrip-src"),
        ("default-src self", "csp-unquoted-keyword@self"),
        ("default-src \"self\"", "csp-misquoted-keyword@\"self\""),
        ("default-src ‘self’", "csp-misquoted-keyword@‘self’"),
        ("default-src 'self", "csp-misquoted-keyword@'self"),
        ("default-src 'slef'", "csp-unknown-keyword@'slef'"),
        ("default-src 'none' 'self'", "csp-none-with-others@'none'"),
        (
            "default-src 'self'; default-src 'none'",
            "csp-duplicate-directive@default-src",
        ),
        (
            "default-src 'self' img-src *",
            "csp-missing-semicolon@img-src",
        ),
        ("default-src https", "csp-scheme-without-colon@https"),
        ("default-src https://", "csp-scheme-with-slashes@https://"),
        ("script-src 'sha256-abc='", "csp-hash-length@'sha256-abc='"),
        ("img-src 'nonce'", "csp-nonce-not-allowed@'nonce'"),
        ("upgrade-insecure-requests 1", "csp-unexpected-value@1"),
        (
            "img-src b\u{fc}cher.example",
            "csp-non-ascii@b\u{fc}cher.example",
        ),
        ("img-src a, b", "csp-comma@a,"),
        ("default-src: 'self'", "csp-directive-colon@default-src:"),
        ("img-src cdn_1.example", "csp-invalid-host@cdn_1.example"),
        (
            "frame-ancestors https://a.example/x",
            "csp-ancestor-path@https://a.example/x",
        ),
        ("plugin-types a/b", "csp-removed-directive@plugin-types"),
    ] {
        assert_eq!(problems(text), [expected], "{text}");
    }
}

#[test]
fn a_directive_behind_a_missing_semicolon_keeps_its_own_value() {
    assert_eq!(
        problems("sandbox allow-scripts trusted-types a 'none'").len(),
        2
    );
}

/// Each of these took minutes when every source was compared with every other.
#[test]
fn a_list_may_be_very_long() {
    const SOURCES: usize = 20_000;
    let list = |source: fn(usize) -> String| (0..SOURCES).map(source).collect::<String>();
    for policy in [
        format!("img-src {}", list(|_| "a.example ".to_owned())),
        format!("img-src {}", list(|at| format!("https://a.example/{at} "))),
        format!("script-src a.example {}", list(|_| "https: ".to_owned())),
        list(|at| format!("unchecked(d{at}) 'self'; ")),
    ] {
        let split = split_directives(&policy, Site(0));
        let mut out = Diagnostics::new();
        let read = read(&split.statements, Disposition::Enforce, &mut out);
        assert!(read.is_some());
        assert!(!out.has_errors());
    }
}
