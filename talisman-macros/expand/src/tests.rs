use proc_macro2::TokenStream;
use quote::quote;

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
