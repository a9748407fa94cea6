use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
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

fn policy(tokens: &TokenStream) -> String {
    crate::expand::policy(quote!((::talisman) #tokens)).to_string()
}

fn group(delimiter: Delimiter, tokens: TokenStream) -> TokenStream {
    TokenTree::from(Group::new(delimiter, tokens)).into()
}

/// What a `macro_rules!` fragment stands for comes in a group that nobody wrote.
#[test]
fn a_group_without_delimiters_is_what_is_in_it() {
    let source = group(Delimiter::None, quote!("https://a.example"));
    let keyword = group(Delimiter::None, group(Delimiter::None, quote!(self)));
    assert_eq!(
        expand(&quote!(default-src #keyword; img-src #source;)),
        expand(&quote!(default-src self; img-src "https://a.example";))
    );
    let seconds = group(Delimiter::None, quote!(31536000));
    assert_eq!(
        policy(&quote!(strict_transport_security: { max_age: #seconds })),
        policy(&quote!(strict_transport_security: { max_age: 31536000 }))
    );
}

#[test]
fn groups_as_deep_as_a_loop_writes_them_end_with_an_error() {
    let mut tokens = quote!("a");
    for _ in 0..20_000 {
        tokens = group(Delimiter::Bracket, tokens);
    }
    let said = policy(&quote!(report_to: #tokens));
    assert!(said.contains("compile_error"), "{said}");
}

#[test]
fn each_change_of_a_directive_is_held_against_all_before_it() {
    let changes = |second: TokenStream| {
        let said = policy(&quote!(
            ..BASE,
            content_security_policy: { ..; img-src += "https://a.example"; img-src -= data:; #second }
        ));
        said.contains("[csp-duplicate-directive]")
    };
    assert!(!changes(quote!()));
    assert!(changes(quote!(img-src -= blob:;)));
    assert!(changes(quote!(img-src += blob:;)));
    assert!(!changes(quote!(font-src += blob:;)));
}

/// A path is no source at all: that it would need quotes is not worth saying beside it.
#[test]
fn a_path_alone_has_one_message() {
    let said = expand(&quote!(default-src self; img-src /images/;));
    assert_eq!(said.matches("compile_error").count(), 1, "{said}");
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
