use proc_macro2::TokenStream;
use quote::quote;

#[cfg(feature = "pages")]
mod page;
#[cfg(feature = "pages")]
mod page_hashes;
#[cfg(feature = "pages")]
mod pages;

fn expand(tokens: &TokenStream) -> String {
    crate::expand::csp(quote!((::talisman) #tokens)).to_string()
}

#[test]
fn both_spellings_give_the_same_constant() {
    let words = expand(&quote!(default-src self; img-src data: "https://a.example/x"; sandbox;));
    let text = expand(&quote!(
        "default-src 'self';
        img-src data: https://a.example/x;sandbox"
    ));
    assert_eq!(words, text);
}

#[test]
fn problems_of_one_kind_are_printed_up_to_a_limit() {
    let message = |count: usize| {
        let list = (0..count).map(|n| format!("h{n}.example h{n}.example "));
        let text = format!("img-src {}; font-src self", list.collect::<String>());
        expand(&quote!(#text))
    };
    let printed = |code: &str, out: &str| out.matches(&format!("[{code}]")).count();
    let few = message(64);
    assert_eq!(printed("csp-repeated-source", &few), 64);
    assert!(!few.contains("not printed"), "{few}");
    let many = message(5_000);
    assert_eq!(printed("csp-repeated-source", &many), 64);
    assert!(many.contains("and 4936 more of this kind, which are not printed"));
    // Each kind is counted by itself, so that an error is never among those left out.
    assert_eq!(printed("csp-unquoted-keyword", &many), 1);
}

#[cfg(feature = "hashes")]
mod hashes {
    use super::{expand, quote};

    #[test]
    fn a_hash_is_that_of_the_text_written_out() {
        let hashed = expand(&quote!(script-src self hash("doSomething();"); object-src none;));
        let written = expand(
            &quote!(script-src self "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"; object-src none;),
        );
        assert_eq!(hashed, written);
    }

    #[test]
    fn a_file_is_hashed_byte_for_byte_and_watched() {
        let expanded = expand(&quote!(script-src self hash_file("fixtures/plain.js", sha384)));
        assert!(expanded.contains("'sha384-"), "{expanded}");
        assert!(
            expanded.contains("include_bytes ! (") && expanded.contains("plain.js"),
            "{expanded}"
        );
        let sri = crate::expand::sri(quote!((::talisman) "fixtures/plain.js")).to_string();
        let digest = sri
            .rsplit('"')
            .nth(1)
            .expect("the expansion ends in the metadata");
        assert!(expanded.contains(digest), "{digest} is not in {expanded}");
    }

    #[test]
    fn line_ends_of_a_checkout_are_a_warning() {
        let expanded = expand(&quote!(script-src self hash_file("fixtures/windows.js")));
        assert!(expanded.contains("tokens-hashed-line-ends"), "{expanded}");
        assert!(!expanded.contains("compile_error"), "{expanded}");
    }

    #[test]
    fn what_is_no_call_of_this_kind_is_an_error() {
        for tokens in [
            quote!(script-src hash()),
            quote!(script-src hash(FILE)),
            quote!(script-src hash("a", "b", "c")),
            quote!(script-src hash("a", md5)),
            quote!(script-src hash_file("")),
            quote!(script-src hash_file("/etc/hostname")),
            quote!(script-src hash_file("../Cargo.toml")),
            quote!(script-src hash_file("src")),
            quote!(script-src hash_file("no-such-file.js")),
        ] {
            let expanded = expand(&tokens);
            assert_eq!(
                expanded.matches("compile_error").count(),
                1,
                "{tokens}: {expanded}"
            );
        }
    }
}

#[cfg(not(feature = "hashes"))]
#[test]
fn a_hash_without_its_feature_names_the_feature() {
    let expanded = expand(&quote!(script-src self hash("start()")));
    assert!(
        expanded.contains("tokens-needs-feature")
            && expanded.contains("features = [\\\"hashes\\\"]"),
        "{expanded}"
    );
}

/// The compiler watches what `include_bytes!` names.
#[test]
fn an_included_file_is_read_and_watched() {
    let tokens = quote!((::talisman) custom_fields: { x-a: include_str!("tests/field.txt") });
    let expanded = crate::policy(tokens).to_string();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/field.txt");
    assert!(expanded.contains("noindex"), "{expanded}");
    assert!(expanded.contains("include_bytes"), "{expanded}");
    assert!(expanded.contains(file), "{expanded}");
    assert!(!expanded.contains("compile_error"), "{expanded}");
}
