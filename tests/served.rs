//! Pages that were built ahead, as they go out: with the policy that was held against them, and a nonce of their own each time.

use http::{HeaderMap, HeaderValue, Response};
use talisman::{Page, Policy, ProtectedPage, Scheme, page, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src self nonce;
        object-src none;
        base-uri none;
    },
    pages: ["ui/pages/site/clean.html", "ui/pages/site/plain.html"],
    pages_nonce: ["%NONCE%"],
};
const CLEAN: ProtectedPage = page!("ui/pages/site/clean.html", nonce = "%NONCE%", SITE);
const PLAIN: ProtectedPage = page!("ui/pages/site/plain.html", SITE);

fn field(response: &Response<Vec<u8>>, name: &str) -> String {
    let value = response.headers().get(name);
    let value = value.map(|value| value.to_str().expect("fields are ASCII"));
    value.unwrap_or_default().to_owned()
}

#[test]
fn a_page_with_a_nonce_and_its_policy_have_the_same_one() {
    let mut bodies = Vec::new();
    for _ in 0..2 {
        let response: Response<Vec<u8>> = CLEAN.respond(Scheme::Https);
        let body = String::from_utf8(response.body().clone()).expect("the page is UTF-8");
        let (_, rest) = body.split_once("nonce=\"").expect("the page has a nonce");
        let (nonce, _) = rest.split_once('"').expect("the attribute ends");
        assert_eq!(nonce.len(), 22);
        let csp = field(&response, "content-security-policy");
        assert!(csp.contains(&format!("'nonce-{nonce}'")), "{csp}");
        assert_eq!(field(&response, "content-length"), body.len().to_string());
        assert_eq!(field(&response, "cache-control"), "private");
        assert_eq!(field(&response, "etag"), "");
        assert_eq!(
            body.replace(nonce, "%NONCE%"),
            include_str!("ui/pages/site/clean.html")
        );
        bodies.push(body);
    }
    assert_ne!(bodies[0], bodies[1]);
}

#[test]
fn a_page_without_a_nonce_is_the_file_and_may_be_stored() {
    let response: Response<Vec<u8>> = PLAIN.respond(Scheme::Https);
    assert_eq!(response.body(), include_bytes!("ui/pages/site/plain.html"));
    assert!(field(&response, "etag").starts_with("\"sha256-"));
    assert_eq!(field(&response, "cache-control"), "");
    assert_eq!(field(&response, "content-type"), "text/html; charset=utf-8");
    assert!(!field(&response, "content-security-policy").contains("nonce-"));
}

#[test]
fn a_body_is_allocated_once_and_filled() {
    const PAGE: Page = page!("ui/pages/site/nonce-in-text.html");
    assert!(PAGE.has_nonce() && PAGE.bytes().is_none() && PAGE.etag().is_none());
    let body = PAGE.body("0123456789");
    assert_eq!(
        (body.len(), body.capacity()),
        (PAGE.length("0123456789"), body.len())
    );
    let text = include_str!("ui/pages/site/nonce-in-text.html");
    assert_eq!(body, text.replace("{{nonce}}", "0123456789").into_bytes());
}

/// A site with pages built ahead and pages rendered.
const BOTH: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src self auto;
        style-src self auto;
        object-src none;
        base-uri none;
    },
    pages: ["ui/pages/site/inline.html", "ui/pages/site/plain.html", "ui/pages/site/clean.html"],
    pages_nonce: ["%NONCE%"],
    referrer_policy: no-referrer,
};
const BUILT: ProtectedPage = page!("ui/pages/site/inline.html", BOTH);
const NONCED: ProtectedPage = page!("ui/pages/site/clean.html", nonce = "%NONCE%", BOTH);
/// The digest of `start()`.
const SCRIPT_HASH: &str = "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='";

#[test]
fn a_page_that_is_known_has_hashes_and_a_rendered_one_the_nonce() {
    let built: Response<Vec<u8>> = BUILT.respond(Scheme::Https);
    let csp = field(&built, "content-security-policy");
    assert!(!csp.contains("nonce-"), "{csp}");
    assert_eq!(csp.matches("'sha256-").count(), 2, "{csp}");
    assert_eq!(csp.matches(SCRIPT_HASH).count(), 1, "{csp}");
    assert!(
        csp.contains(&format!("script-src 'self' {SCRIPT_HASH};")),
        "{csp}"
    );
    assert_eq!(field(&built, "cache-control"), "");
    assert!(field(&built, "etag").starts_with("\"sha256-"));
    assert_eq!(field(&built, "referrer-policy"), "no-referrer");

    let mut rendered = BOTH.applier(Scheme::Https);
    let nonce = rendered.nonce().expect("the policy has a slot").to_string();
    let mut response = Response::new(Vec::new());
    rendered.apply(&mut response);
    let csp = field(&response, "content-security-policy");
    assert_eq!(csp.matches(&format!("'nonce-{nonce}'")).count(), 2, "{csp}");
    assert!(!csp.contains("sha256-"), "{csp}");

    let nonced: Response<Vec<u8>> = NONCED.respond(Scheme::Https);
    let csp = field(&nonced, "content-security-policy");
    assert!(csp.contains("'nonce-") && !csp.contains("sha256-"), "{csp}");
}

#[test]
fn a_layer_around_the_pages_leaves_theirs_as_it_is() {
    let mut built: Response<Vec<u8>> = BUILT.respond(Scheme::Https);
    let before = built.headers().clone();
    BOTH.applier(Scheme::Https).apply(&mut built);
    assert_eq!(*built.headers(), before);
}

#[test]
fn the_pages_of_a_policy_with_auto_can_be_printed_for_another_server() {
    let printed = BUILT.policy().to_string();
    assert!(
        printed.contains(SCRIPT_HASH) && !printed.contains("nonce"),
        "{printed}"
    );
    assert!(BOTH.to_string().contains("'nonce-'"));
}

/// What differs from the policy that the page was held against is not what allows its code.
const DERIVED: Policy = talisman_policy! {
    ..SITE,
    referrer_policy: no-referrer,
    force_https: off,
};
const OF_DERIVED: ProtectedPage = page!("ui/pages/site/plain.html", DERIVED);

#[test]
fn a_derived_policy_keeps_the_pages_of_its_base() {
    let response: Response<Vec<u8>> = OF_DERIVED.respond(Scheme::Https);
    assert_eq!(field(&response, "referrer-policy"), "no-referrer");
    assert_eq!(response.body(), include_bytes!("ui/pages/site/plain.html"));
}

#[test]
fn a_page_that_the_client_has_is_not_sent_again() {
    let etag = BUILT.page().etag().expect("it has no nonce");
    let ask = |page: &ProtectedPage, known: &str| {
        let mut request = HeaderMap::new();
        let known = HeaderValue::from_str(known).expect("it is a value");
        request.insert("if-none-match", known);
        let response: Response<Vec<u8>> = page.respond_to(&request, Scheme::Https);
        response
    };
    for known in [
        etag.to_owned(),
        format!("W/{etag}"),
        format!("\"another\", {etag}"),
        "*".to_owned(),
    ] {
        let response = ask(&BUILT, &known);
        assert_eq!(response.status(), 304, "{known}");
        assert!(response.body().is_empty());
        assert_eq!(field(&response, "etag"), etag);
        // Without a nonce in it the policy fits the page that was stored.
        let csp = field(&response, "content-security-policy");
        assert!(csp.contains(SCRIPT_HASH), "{csp}");
    }
    for known in ["", "\"another\"", etag.trim_matches('"'), "W/"] {
        let response = ask(&BUILT, known);
        assert_eq!(response.status(), 200, "{known}");
        assert!(!response.body().is_empty());
    }
    let nonced = ask(&NONCED, "*");
    assert_eq!(nonced.status(), 200);
    assert!(field(&nonced, "content-security-policy").contains("'nonce-"));
}
