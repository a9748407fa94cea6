//! Pages that were built ahead, as they go out: with the policy that was held against them, and a nonce of their own each time.

use http::Response;
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
