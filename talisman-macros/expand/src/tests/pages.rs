//! `pages: [".."]`: what is said of pages that the policy does not allow everything of.

use proc_macro2::TokenStream;
use quote::quote;

fn expand(tokens: &TokenStream) -> String {
    crate::expand::policy(quote!((::talisman) #tokens)).to_string()
}

/// The codes of all messages, in their order.
fn codes(tokens: &TokenStream) -> Vec<String> {
    let expanded = expand(tokens);
    let codes = expanded.split('[').filter_map(|rest| {
        let (code, _) = rest.split_once(']')?;
        code.starts_with("pages-").then(|| code.to_owned())
    });
    codes.collect()
}

#[test]
fn a_page_that_its_policy_allows_is_silent_and_watched() {
    let expanded = expand(&quote!(
        content_security_policy: { default-src self; script-src self nonce; object-src none; base-uri none; },
        pages: ["fixtures/clean/*.html"],
        pages_nonce: ["%NONCE%"],
    ));
    assert!(
        !expanded.contains("compile_error") && !expanded.contains("deprecated"),
        "{expanded}"
    );
    assert!(
        expanded.contains("include_bytes") && expanded.contains("clean/index.html"),
        "{expanded}"
    );
}

#[test]
fn everything_that_is_blocked_is_an_error_with_its_place() {
    let expanded = expand(&quote!(
        content_security_policy: { default-src self; form-action self; base-uri none; object-src none; },
        pages: "fixtures/pages/everything.html",
    ));
    for at in [
        "<link href> at fixtures/pages/everything.html:6:1",
        "<style> at fixtures/pages/everything.html:7:1",
        "<script> at fixtures/pages/everything.html:8:1",
        "<script src> at fixtures/pages/everything.html:9:1",
        "the nonce of <script> at fixtures/pages/everything.html:10:1 is the text `{{ csp_nonce }}`",
        "<body style> at fixtures/pages/everything.html:12:1",
        "<body onload> at fixtures/pages/everything.html:12:1",
        "<a href> at fixtures/pages/everything.html:13:1",
        "<img src> at fixtures/pages/everything.html:14:1",
        "<img srcset> at fixtures/pages/everything.html:14:1",
        "<iframe src> at fixtures/pages/everything.html:15:1",
        "<form action> at fixtures/pages/everything.html:16:1",
    ] {
        assert!(expanded.contains(at), "{at}: {expanded}");
    }
    assert!(
        expanded.contains("hashes_of(\\\"fixtures/pages/everything.html\\\")"),
        "{expanded}"
    );
}

#[test]
fn one_cause_in_many_pages_is_one_error() {
    let policy = quote!(
        content_security_policy: { default-src self; style-src self hashes_of("fixtures/pages/index.html"); object-src none; },
        pages: ["fixtures/pages/[ib]*.html", "fixtures/pages/plain.html"],
    );
    // Two scripts with one text.
    assert_eq!(codes(&policy), ["pages-blocked"]);
    assert!(expand(&policy).contains("and in 1 more place:"));
}

#[test]
fn the_address_of_a_page_counts_from_the_folder_of_the_pattern() {
    let policy = |url: &str| {
        codes(&quote!(
            content_security_policy: { default-src self; script-src nonce "https://www.example.org/static/app.js"; img-src "https://www.example.org/static/clean/"; object-src none; base-uri none; },
            pages: ["fixtures/**/clean/*.html"],
            pages_url: #url,
            pages_nonce: ["%NONCE%"],
        ))
    };
    assert_eq!(policy("https://www.example.org/static/"), [""; 0]);
    assert_eq!(policy("https://www.example.org").len(), 2);
    assert_eq!(policy("www.example.org"), ["pages-url"]);
}

#[test]
fn hashes_of_makes_a_policy_for_its_pages() {
    let policy = quote!(
        content_security_policy: {
            default-src self;
            script-src self unsafe-hashes hashes_of("fixtures/pages/**/[bip]*.html");
            style-src self unsafe-hashes hashes_of("fixtures/pages/**/[bip]*.html");
            object-src none;
        },
        pages: ["fixtures/pages/**/[bip]*.html"],
    );
    assert_eq!(codes(&policy), [""; 0]);
}

#[test]
fn a_derived_policy_needs_a_policy_of_its_own() {
    let edited = quote!(..BASE, content_security_policy: { ..; img-src self; }, pages: ["fixtures/pages/plain.html"]);
    assert_eq!(codes(&edited), ["pages-of-base"]);
    let unchanged = quote!(..BASE, pages: ["fixtures/pages/plain.html"]);
    assert_eq!(codes(&unchanged), ["pages-of-base"]);
    let own = quote!(..BASE, content_security_policy: { default-src self; object-src none; }, pages: ["fixtures/pages/index.html"]);
    assert_eq!(codes(&own), ["pages-blocked"; 2]);
}

#[test]
fn what_is_wrong_with_the_options_is_said_once() {
    let mut failures = Vec::new();
    for (tokens, code) in [
        (quote!(pages: ["no-such.html"]), "pages-file"),
        (quote!(pages: ["fixtures/pages/latin-1.htm"]), "pages-file"),
        (quote!(pages: ["../*.html"]), "pages-no-match"),
        (quote!(pages: "dist/**/*.html"), "pages-no-match"),
        (
            quote!(content_security_policy: off, pages: ["fixtures/pages/plain.html"]),
            "pages-nothing-enforced",
        ),
        (
            quote!(content_security_policy_report_only: true, content_security_policy_report_uri: "/csp", pages: ["fixtures/pages/plain.html"]),
            "pages-nothing-enforced",
        ),
        (quote!(pages: []), "policy-missing-value"),
        (quote!(pages: true), "policy-wrong-value"),
        (quote!(pages: PAGES), "tokens-expression"),
        (quote!(pages: [dist]), "tokens-unquoted"),
        (quote!(pages: [dist/index.html]), "tokens-unquoted"),
        (quote!(pages: { "dist" }), "tokens-braces"),
        (
            quote!(page: ["fixtures/pages/plain.html"]),
            "policy-unknown-option",
        ),
        (
            quote!(pages_url: "https://www.example.com/"),
            "policy-needless-option",
        ),
        (
            quote!(pages: ["fixtures/pages/plain.html"], pages_url: ["https://a.example", "https://b.example"]),
            "tokens-leftover",
        ),
        (
            quote!(frame_options: DENY pages: ["fixtures/pages/plain.html"]),
            "tokens-missing-comma",
        ),
        (
            quote!(pages = ["fixtures/pages/plain.html"]),
            "tokens-assignment",
        ),
        (
            quote!(pages: ["fixtures/pages/plain.html" "fixtures/pages/plain.html"]),
            "tokens-missing-comma",
        ),
    ] {
        let expanded = expand(&tokens);
        let count = expanded.matches(&format!("[{code}]")).count();
        let all =
            expanded.matches("compile_error").count() + expanded.matches("deprecated").count();
        if (count, all) != (1, 1) {
            failures.push(format!(
                "{code}, {tokens}:
{expanded}
"
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.concat());
}

#[test]
fn a_source_that_no_page_needs_is_advice() {
    let policy = |level: TokenStream| {
        codes(&quote!(
            #level
            content_security_policy: { default-src self; script-src self "https://cdn.example.com"; font-src "https://fonts.example.com"; object-src none; base-uri none; },
            pages: ["fixtures/pages/plain.html"],
        ))
    };
    assert_eq!(policy(quote!()), [""; 0]);
    assert_eq!(
        policy(quote!(#![warn(pages-unused-source)])),
        ["pages-unused-source"]
    );
}

#[test]
fn auto_is_each_pages_own_hashes() {
    let expanded = expand(&quote!(
        content_security_policy: { default-src self; script-src self auto; style-src self auto; object-src none; base-uri none; },
        pages: ["fixtures/clean/*.html", "fixtures/pages/plain.html"],
        pages_nonce: ["%NONCE%"],
    ));
    assert!(!expanded.contains("compile_error"), "{expanded}");
    // The first has a place for the nonce, and is sent with it; the other has nothing that needs a hash.
    assert_eq!(expanded.matches("HeldPages").count(), 2, "{expanded}");
}

#[test]
fn what_auto_cannot_be_is_an_error_at_its_place() {
    for (policy, code) in [
        (quote!(script-src self auto;), "pages-auto-without-pages"),
        (
            quote!(script-src self nonce; style-src auto;),
            "pages-auto-beside",
        ),
        (quote!(script-src nonce auto;), "pages-auto-beside"),
        (quote!(script-src auto auto;), "pages-auto-beside"),
        (
            quote!(script-src auto hash("start()");),
            "pages-auto-beside",
        ),
        (quote!(script-src auto; img-src auto;), "pages-auto-place"),
        (quote!(script-src-attr auto;), "pages-auto-place"),
    ] {
        let pages = if code.ends_with("without-pages") {
            quote!()
        } else {
            quote!(pages: ["fixtures/pages/plain.html"])
        };
        let expanded = quote!(
            content_security_policy: { default-src self; #policy object-src none; base-uri none; }, #pages
        );
        assert_eq!(codes(&expanded), [code], "{policy}");
    }
    // A host of that name, and words that only begin with it.
    for policy in [
        quote!(script-src "auto";),
        quote!(script-src auto.example.com;),
    ] {
        let expanded = quote!(
            content_security_policy: { default-src self; #policy object-src none; base-uri none; }
        );
        assert!(codes(&expanded).is_empty(), "{policy}");
    }
}

#[test]
fn a_placeholder_without_a_nonce_in_the_policy_is_no_unknown_one() {
    let expanded = expand(&quote!(
        content_security_policy: { default-src self; object-src none; base-uri none; },
        pages: ["fixtures/clean/index.html"],
        pages_nonce: ["%NONCE%"],
    ));
    assert!(expanded.contains("pages-blocked"), "{expanded}");
    assert!(
        !expanded.contains("pages-unknown-placeholder"),
        "{expanded}"
    );
    assert!(
        expanded.contains("write `script-src self nonce`"),
        "{expanded}"
    );
}
