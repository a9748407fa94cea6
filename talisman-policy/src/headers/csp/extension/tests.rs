use talisman_core::encoded::{Directive, serialize};

use super::{Extension, read};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Site;
use crate::headers::csp::{self, Disposition};
use crate::text::split_directives;

fn extension(text: &str) -> Result<Extension, Vec<&'static str>> {
    let mut out = Diagnostics::new();
    let extension = read(&split_directives(text, Site(0)).statements, &mut out);
    let codes = || out.iter().map(|it| it.problem.code().name).collect();
    if out.has_errors() {
        Err(codes())
    } else {
        Ok(extension)
    }
}

/// A policy with an extension, with a nonce and without.
fn extended(policy: &str, by: &str) -> Option<(String, String)> {
    let statements = split_directives(policy, Site(0)).statements;
    let read = csp::read(&statements, Disposition::Enforce, &mut Diagnostics::new());
    let directives = extension(by).unwrap().extend(&read.unwrap().encoded())?;
    let without: Vec<_> = directives.iter().map(Directive::without_nonce).collect();
    Some((serialize(&directives, ' ').0, serialize(&without, ' ').0))
}

#[test]
fn a_source_comes_after_those_of_its_directive() {
    for (policy, by, expected) in [
        (
            "img-src 'self'; font-src 'self'",
            "img-src https://a.example",
            "img-src 'self' https://a.example; font-src 'self'",
        ),
        // It allows nothing, and then this alone.
        (
            "form-action 'none'",
            "form-action https://a.example",
            "form-action https://a.example",
        ),
        // Of what is there already, nothing.
        (
            "img-src https://a.example",
            "img-src https://a.example b.example",
            "img-src https://a.example b.example",
        ),
        // A directive that is absent takes the sources along that stood in for it.
        (
            "default-src 'self' 'unsafe-inline'",
            "img-src https://a.example",
            "default-src 'self' 'unsafe-inline'; img-src 'self' https://a.example",
        ),
        (
            "default-src 'none'; script-src 'self'",
            "img-src https://a.example; script-src-elem https://b.example",
            "default-src 'none'; script-src 'self'; img-src https://a.example; script-src-elem 'self' https://b.example",
        ),
        // Elements have a directive of their own in the policy, and are what the sources are for.
        (
            "script-src 'self'; script-src-elem 'none'; style-src-elem 'self'",
            "script-src https://a.example; style-src https://b.example",
            "script-src 'self' https://a.example; script-src-elem https://a.example; style-src-elem 'self' https://b.example",
        ),
        // What it gets as a directive of its own does not depend on the order of an extension.
        (
            "script-src 'self'",
            "script-src-elem https://b.example; script-src https://a.example",
            "script-src 'self' https://a.example; script-src-elem 'self' https://a.example https://b.example",
        ),
    ] {
        let (found, without) = extended(policy, by).unwrap();
        assert_eq!(found, expected);
        assert_eq!(without, expected);
    }
}

#[test]
fn what_would_change_nothing_or_close_something_is_left_out() {
    for (policy, by) in [
        // Open already, and a directive would close it.
        (
            "default-src 'self'",
            "frame-ancestors https://a.example; form-action https://a.example",
        ),
        ("img-src 'self'", "connect-src https://a.example"),
        // Cut off.
        (
            "script-src 'nonce' 'strict-dynamic'",
            "script-src https://a.example",
        ),
        (
            "default-src 'nonce' 'strict-dynamic'",
            "script-src-elem https://a.example",
        ),
        // Void beside a hash or a nonce.
        (
            "script-src 'unsafe-inline'",
            "script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
        ),
        ("style-src 'self' 'unsafe-inline'", "style-src 'nonce'"),
        ("img-src https://a.example", "img-src https://a.example"),
    ] {
        assert_eq!(extended(policy, by), None, "{policy} by {by}");
        let statements = split_directives(policy, Site(0)).statements;
        let read = csp::read(&statements, Disposition::Enforce, &mut Diagnostics::new()).unwrap();
        let named = by.split(';').count();
        assert_eq!(
            extension(by).unwrap().without_effect(&read.encoded()).len(),
            named
        );
    }
}

#[test]
fn a_page_without_the_nonce_is_opened_no_further() {
    let (with, without) = extended(
        "script-src 'self' 'nonce' 'unsafe-inline'",
        "script-src https://a.example",
    )
    .unwrap();
    assert_eq!(
        with,
        "script-src 'self' 'nonce-' 'unsafe-inline' https://a.example"
    );
    assert_eq!(without, "script-src 'self' https://a.example");
    let hash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
    let (with, without) = extended(
        "script-src 'nonce' 'strict-dynamic' 'self'",
        &format!("script-src {hash} https://a.example"),
    )
    .unwrap();
    assert_eq!(
        with,
        format!("script-src 'nonce-' 'strict-dynamic' 'self' {hash}")
    );
    assert_eq!(
        without,
        format!("script-src 'strict-dynamic' 'self' {hash}")
    );
    let (with, without) = extended("default-src 'self'", "style-src 'nonce'").unwrap();
    assert_eq!(with, "default-src 'self'; style-src 'self' 'nonce-'");
    assert_eq!(without, "default-src 'self'; style-src 'self'");
}

#[test]
fn it_holds_hosts_hashes_and_the_nonce_alone() {
    for (text, code) in [
        ("", "csp-extension-empty"),
        (" ; ", "csp-extension-empty"),
        ("script-src 'unsafe-inline'", "csp-extension-source"),
        ("script-src 'unsafe-eval'", "csp-extension-source"),
        ("script-src 'strict-dynamic'", "csp-extension-source"),
        ("img-src 'self'", "csp-extension-source"),
        ("img-src *", "csp-extension-source"),
        ("img-src https://*", "csp-extension-source"),
        ("img-src *:443", "csp-extension-source"),
        ("img-src https://*.com", "csp-extension-source"),
        ("img-src data:", "csp-extension-source"),
        ("script-src https:", "csp-extension-source"),
        (
            "script-src 'nonce-abcdefghijklmnopqrstuv'",
            "csp-extension-source",
        ),
        ("script-src unchecked('new')", "csp-extension-source"),
        ("img-src 'none'", "csp-extension-source"),
        ("sandbox allow-scripts", "csp-extension-directive"),
        ("report-uri /csp", "csp-extension-directive"),
        ("upgrade-insecure-requests", "csp-extension-directive"),
        (
            "unchecked(new-src) https://a.example",
            "csp-extension-directive",
        ),
        ("default-src https://a.example", "csp-extension-fallback"),
        ("child-src https://a.example", "csp-extension-fallback"),
        ("img-src", "csp-missing-value"),
        ("image-src https://a.example", "csp-unknown-directive"),
        (
            "img-src https://a.example, script-src https://b.example",
            "csp-comma",
        ),
        ("img-src += https://a.example", "csp-invalid-host"),
        ("..; img-src https://a.example", "csp-unknown-directive"),
    ] {
        let codes = extension(text).map(|_| ()).unwrap_err();
        assert!(codes.contains(&code), "{text}: {codes:?}");
    }
}
