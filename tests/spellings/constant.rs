//! The constants that macros expand to, made in this process: out of what they expand to, only the encoded words are taken.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use talisman::__private::{Encoded, Parts, Ready, Repr};
use talisman::Policy;

/// What a macro wrote of a policy's fields.
pub(crate) struct Constant(Encoded);

impl Constant {
    /// What `csp! { .. }` expands to; none if it is refused.
    pub(crate) fn csp(tokens: &str) -> Option<Self> {
        read(talisman_expand::csp, tokens, None)
    }

    /// What `talisman_policy! { .. }` expands to; none if it is refused.
    pub(crate) fn policy(options: &str, base: Option<&Self>) -> Option<Self> {
        match base {
            None => read(talisman_expand::policy, options, None),
            Some(Self(base)) => read(
                talisman_expand::policy,
                &format!("..BASE, {options}"),
                Some(base),
            ),
        }
    }

    /// The policy of the running program.
    pub(crate) fn sent(&self) -> Policy {
        // The program has one for each constant; a test has one for each look at it.
        fn ready() -> &'static Ready {
            Box::leak(Box::new(Ready::new()))
        }
        Policy {
            repr: Repr::Const {
                encoded: self.0,
                parts: Parts::DEFAULT,
                ready,
            },
        }
    }
}

fn read(
    expand: fn(TokenStream) -> TokenStream,
    tokens: &str,
    base: Option<&Encoded>,
) -> Option<Constant> {
    let tokens: TokenStream = tokens.parse().expect("the policy lexes");
    let expanded = expand(quote!((::talisman) #tokens));
    let mut found = Found::default();
    found.collect(expanded);
    if found.is_refused {
        return None;
    }
    let (text, index) = found.words.expect("a constant has its words");
    let (text, index): (&'static str, &'static [u8]) = (text.leak(), index.leak());
    Some(Constant(match base {
        None => Encoded::whole(text, index),
        Some(base) => Encoded::derived(Box::leak(Box::new(*base)), text, index),
    }))
}

#[derive(Default)]
struct Found {
    is_refused: bool,
    /// The arguments of `Encoded::whole(..)`, and those of `Encoded::derived(..)` after the base.
    words: Option<(String, Vec<u8>)>,
}

impl Found {
    fn collect(&mut self, tokens: TokenStream) {
        let mut before = String::new();
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    before = name.to_string();
                    self.is_refused |= before == "compile_error";
                }
                TokenTree::Group(group) if ["whole", "derived"].contains(&before.as_str()) => {
                    self.words = words(group.stream());
                }
                TokenTree::Group(group) => self.collect(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

fn words(arguments: TokenStream) -> Option<(String, Vec<u8>)> {
    let literals: Vec<TokenStream> = arguments
        .into_iter()
        .filter(|token| matches!(token, TokenTree::Literal(_)))
        .map(TokenStream::from)
        .collect();
    let [text, index] = <[TokenStream; 2]>::try_from(literals).ok()?;
    let text: syn::LitStr = syn::parse2(text).ok()?;
    let index: syn::LitByteStr = syn::parse2(index).ok()?;
    Some((text.value(), index.value()))
}
