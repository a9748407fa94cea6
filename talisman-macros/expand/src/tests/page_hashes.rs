//! `hashes_of("..")`: what each directive gets of a page.

use proc_macro2::TokenStream;
use quote::quote;

use super::expand;
use crate::digests::Algorithm;

/// The sources that a policy written out has in the place of the call, `#` for each text that is hashed.
fn is_same(with_call: &TokenStream, written: &str) {
    let (called, written) = (expand(with_call), hashed(written));
    // In front of the constant are the files that the compiler watches.
    let constant = |text: &str| {
        let (_, constant) = text.split_once("Csp { repr").expect("there is a constant");
        constant.to_owned()
    };
    assert_eq!(
        constant(&called),
        constant(&expand(&quote!(#written))),
        "{called}"
    );
    assert!(!called.contains("compile_error"), "{called}");
}

/// `{text}` as its hash-source.
fn hashed(policy: &str) -> String {
    let mut parts = policy.split('`');
    let mut text = parts.next().unwrap_or_default().to_owned();
    while let Some(code) = parts.next() {
        let metadata = Algorithm::Sha256.metadata(code.as_bytes());
        text.extend(["'", &metadata, "'"]);
        text.push_str(parts.next().unwrap_or_default());
    }
    text
}

#[test]
fn a_directive_gets_the_hashes_that_it_needs_once_each() {
    is_same(
        &quote!(script-src self hashes_of("fixtures/pages/index.html"); style-src self hashes_of("fixtures/pages/index.html")),
        "script-src 'self' `start()`; style-src 'self' `body{margin:0}`",
    );
    is_same(
        &quote!(script-src hashes_of("fixtures/pages/index.html") hashes_of("fixtures/pages/blog/post.html")),
        "script-src `start()` `post()`",
    );
    is_same(
        &quote!(script-src hash("start()") hashes_of("fixtures/pages/blog/post.html")),
        "script-src `start()` `post()`",
    );
}

#[test]
fn a_pattern_is_read_in_the_order_of_its_paths() {
    let policy = quote!(script-src hashes_of("fixtures/pages/**/[ip]*.html"));
    is_same(&policy, "script-src `start()` `post()`");
    let expanded = expand(&policy);
    let watched: Vec<_> = expanded.match_indices("include_bytes").collect();
    assert_eq!(watched.len(), 3, "{expanded}");
}

#[test]
fn hashes_go_where_the_policy_decides() {
    is_same(
        &quote!(script-src self hashes_of("fixtures/pages/blog/post.html") unsafe-hashes),
        "script-src 'self' `start()` `post()` `go(1, \"a\")` 'unsafe-hashes'",
    );
    is_same(
        &quote!(script-src-elem hashes_of("fixtures/pages/blog/post.html"); script-src-attr unsafe-hashes hashes_of("fixtures/pages/blog/post.html");
            style-src-attr "'unsafe-hashes'" hashes_of("fixtures/pages/blog/post.html")),
        "script-src-elem `start()` `post()`; script-src-attr 'unsafe-hashes' `go(1, \"a\")`; style-src-attr 'unsafe-hashes' `color:red`",
    );
    is_same(
        &quote!(default-src self hashes_of("fixtures/pages/index.html")),
        "default-src 'self' `body{margin:0}` `start()`",
    );
    is_same(
        &quote!(default-src self hashes_of("fixtures/pages/index.html"); script-src self),
        "default-src 'self' `body{margin:0}`; script-src 'self'",
    );
}

#[test]
fn what_has_the_responses_nonce_needs_no_hash_beside_one() {
    is_same(
        &quote!(script-src hashes_of("fixtures/pages/nonce.html")),
        "script-src `first()` `second()`",
    );
    let expanded = expand(&quote!(script-src nonce hashes_of("fixtures/pages/nonce.html")));
    assert!(
        expanded.contains("pages-nothing-to-hash") && !expanded.contains("'sha256-"),
        "{expanded}"
    );
}

#[test]
fn a_page_without_inline_code_is_a_warning_and_opens_nothing() {
    let expanded = expand(&quote!(script-src hashes_of("fixtures/pages/plain.html")));
    assert!(expanded.contains("pages-nothing-to-hash"), "{expanded}");
    assert!(
        expanded.contains("script-src 'none'") && !expanded.contains("compile_error"),
        "{expanded}"
    );
    let expanded = expand(&quote!(script-src self hashes_of("fixtures/pages/plain.html")));
    assert!(!expanded.contains("'none'"), "{expanded}");
}

#[test]
fn what_is_wrong_with_a_call_is_one_error() {
    for (tokens, code) in [
        (quote!(script-src hashes_of()), "tokens-expression"),
        (quote!(script-src hashes_of(PAGE)), "tokens-expression"),
        (quote!(script-src hashes_of("")), "pages-file"),
        (quote!(script-src hashes_of("no-such.html")), "pages-file"),
        (quote!(script-src hashes_of("/etc/hostname")), "pages-file"),
        (quote!(script-src hashes_of("../Cargo.toml")), "pages-file"),
        (quote!(script-src hashes_of("../../*.md")), "pages-file"),
        (quote!(script-src hashes_of("fixtures/pages")), "pages-file"),
        (
            quote!(script-src hashes_of("fixtures/pages/latin-1.htm")),
            "pages-file",
        ),
        (
            quote!(script-src hashes_of("fixtures/*.htm")),
            "pages-no-match",
        ),
        (
            quote!(script-src hashes_of("fixtures/pages/**")),
            "pages-no-match",
        ),
        (
            quote!(script-src hashes_of("fixtures/***.html")),
            "pages-pattern",
        ),
        (
            quote!(script-src hashes_of("fixtures/[.html")),
            "pages-pattern",
        ),
        (
            quote!(script-src hashes_of("fixtures/pages/index.html", md5)),
            "tokens-hash-algorithm",
        ),
        (
            quote!(script-src hashes_of("fixtures/pages/nonce-in-text.html")),
            "pages-hashed-nonce",
        ),
        (
            quote!(img-src self hashes_of("fixtures/pages/index.html")),
            "pages-hashes-place",
        ),
        (
            quote!(hashes_of("fixtures/pages/index.html") script-src),
            "pages-hashes-place",
        ),
        (
            quote!(script-source hashes_of("fixtures/pages/index.html")),
            "pages-hashes-place",
        ),
    ] {
        let expanded = expand(&tokens);
        let count = expanded.matches(&format!("[{code}]")).count();
        assert_eq!(count, 1, "{tokens}: {expanded}");
    }
}
