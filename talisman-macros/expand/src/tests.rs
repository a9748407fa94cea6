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
