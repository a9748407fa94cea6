//! `page!`: what it is given, and where a page is taken apart.

use quote::quote;

use crate::page::{digest, pieces};

#[test]
fn a_page_is_taken_apart_at_each_placeholder() {
    let own = ["{{nonce}}2".to_owned()];
    assert_eq!(
        pieces("a{{nonce}}b{{__TRUNK NONCE__}}", &[]),
        ["a", "b", ""]
    );
    // The longer of two that begin at one place.
    assert_eq!(pieces("a{{nonce}}2b", &own), ["a", "b"]);
    assert_eq!(pieces("{{ nonce }}", &[]), ["{{ nonce }}"]);
    assert_eq!(
        digest("a{{nonce}}b", &[]),
        digest("a%N%b", &["%N%".to_owned()])
    );
    assert_ne!(digest("a%N%b", &[]), digest("a%N%b", &["%N%".to_owned()]));
}

#[test]
fn what_is_wrong_with_the_arguments_is_one_error() {
    for tokens in [
        quote!(),
        quote!(PAGE),
        quote!(b"fixtures/pages/plain.html"),
        quote!("fixtures/pages/no-such.html"),
        quote!("fixtures/pages/*.html"),
        quote!("fixtures/pages/latin-1.htm"),
        quote!("fixtures/pages"),
        quote!("fixtures/pages/plain.html", nonce = ""),
        quote!("fixtures/pages/plain.html", nonce = NONCE),
        quote!("fixtures/pages/plain.html", SITE, OTHER),
        quote!("fixtures/pages/plain.html",, SITE),
        quote!("fixtures/pages/plain.html" SITE),
        quote!(include_str!("fixtures/pages/plain.html")),
    ] {
        let expanded = crate::page(quote!((::talisman) #tokens)).to_string();
        let count = expanded.matches("compile_error").count();
        assert_eq!(count, 1, "{tokens}: {expanded}");
    }
}
