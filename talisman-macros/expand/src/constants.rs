//! `content_security_policy: SITE_CSP`: the directives of a constant among the words of a policy. Only the compiler sees them, so
//! that it is asked to put both together, and what is wrong between them is asked as of a derived policy.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use talisman_core::encoded::Encoder;
use talisman_policy::headers::Shape;
#[cfg(feature = "pages")]
use talisman_policy::headers::csp;
use talisman_policy::policy::{self, OptionName, SettingValue};
use talisman_policy::{Diagnostics, Place, Site, Spelling, Word};

use crate::emit::literals;
use crate::spans::Spans;
use crate::words::is_punct;

/// How many tokens the path of a constant takes, if it is the value of an option that takes one.
pub(crate) fn length_at(tokens: &[TokenTree], at: usize) -> usize {
    let before = tokens.get(at.saturating_sub(2)..at).unwrap_or_default();
    let [TokenTree::Ident(option), sign] = before else {
        return 0;
    };
    let takes_one = |option: OptionName| option.shape() == Shape::Directives;
    let is_sign = is_punct(sign, ':') || is_punct(sign, '=');
    if !is_sign || !OptionName::from_word(&option.to_string()).is_some_and(takes_one) {
        return 0;
    }
    let rest = tokens.get(at..).unwrap_or_default();
    let is_of_path =
        |token: &TokenTree| is_punct(token, ':') || matches!(token, TokenTree::Ident(_));
    let length = rest.iter().take_while(|token| is_of_path(token)).count();
    (1..=length)
        .rev()
        .find(|length| is_path(rest.get(..*length).unwrap_or_default()))
        .unwrap_or_default()
}

/// Whether tokens are the path of a constant: its last name is written as that of one.
pub(crate) fn is_path(tokens: &[TokenTree]) -> bool {
    let mut names = tokens;
    if let [first, second, rest @ ..] = names {
        if is_punct(first, ':') && is_punct(second, ':') {
            names = rest;
        }
    }
    loop {
        match names {
            [TokenTree::Ident(last)] => return policy::is_constant(&last.to_string()),
            [TokenTree::Ident(_), first, second, rest @ ..]
                if is_punct(first, ':') && is_punct(second, ':') =>
            {
                names = rest;
            }
            _ => return false,
        }
    }
}

/// The value of an option that names a constant.
pub(crate) fn setting(
    path: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> SettingValue {
    let tokens: TokenStream = path.iter().cloned().collect();
    let text = tokens.to_string().replace(' ', "");
    refuse_generic(&tokens, spans, out);
    let site = spans.push(tokens, &text);
    let spelling = Spelling::Bare;
    SettingValue::Constant(Word {
        text,
        spelling,
        site,
    })
}

/// Refuses a path of a constant that belongs to the type or the parameter around the constant: the compiler asks for it in an item of its
/// own, where neither is known.
pub(crate) fn refuse_generic(path: &TokenStream, spans: &mut Spans, out: &mut Diagnostics) {
    let mut tokens = path.clone().into_iter();
    let (Some(TokenTree::Ident(first)), Some(TokenTree::Punct(colon))) =
        (tokens.next(), tokens.next())
    else {
        return;
    };
    let name = first.to_string();
    let is_parameter = name.len() == 1 && name.starts_with(|c: char| c.is_ascii_uppercase());
    if colon.as_char() == ':' && (name == "Self" || is_parameter) {
        let found = path.to_string().replace(' ', "");
        let site = spans.push(TokenTree::from(first).into(), &found);
        out.report(site, policy::Problem::GenericBase { found });
    }
}

/// Whether only the compiler sees the directives.
#[cfg(feature = "pages")]
pub(crate) fn is_unseen(csp: Option<&csp::Policy>) -> bool {
    csp.is_some_and(|csp| csp.constant().is_some())
}

/// The words of a policy and of the constants in it.
pub(crate) struct Joined {
    /// What has to be in front: the constants, and `TALISMAN_BASE`, to which their levels belong from now on.
    pub(crate) items: TokenStream,
    /// The text and the index.
    pub(crate) words: TokenStream,
}

/// The paths of constants.
pub(crate) fn paths(sites: &[Site], spans: &Spans) -> Vec<TokenStream> {
    let sites = sites.iter().map(|site| Place::Word(*site));
    sites
        .filter_map(|place| spans.find(&place))
        .map(|found| found.tokens)
        .collect()
}

/// Puts the constants, if there are any, between the words of a policy, whose base is `base`, a `Base`.
pub(crate) fn join(
    private: &TokenStream,
    base: &TokenStream,
    encoder: &Encoder,
    paths: &[TokenStream],
) -> Joined {
    if paths.is_empty() {
        return Joined {
            items: quote!(const TALISMAN_BASE: &#private::Base = &#base;),
            words: literals(encoder),
        };
    }
    let names: Vec<Ident> = (0..paths.len())
        .map(|index| format_ident!("TALISMAN_CSP_{index}"))
        .collect();
    let constants = names.iter().zip(paths).map(|(name, path)| {
        // Where the constant has another type, the compiler points here.
        let first = path.clone().into_iter().next();
        let span = first.map_or_else(Span::mixed_site, |token| token.span());
        let csp = quote_spanned!(span=> &(#path));
        quote!(const #name: &#private::Base = &#private::Csp::base(#csp);)
    });
    let pieces = encoder.pieces().into_iter().map(|(text, index)| {
        let index = Literal::byte_string(index);
        quote!((#text, #index))
    });
    let mut between = names.iter().map(|name| quote!(#name.encoded.directives()));
    let mut parts = Vec::new();
    for piece in pieces {
        parts.push(piece);
        parts.extend(between.next());
    }
    let (bases, last) = bases(private, base, &names);
    Joined {
        items: quote! {
            #(#constants)*
            const TALISMAN_PIECES: &[#private::Piece] = &[#(#parts),*];
            const TALISMAN_WORDS: &#private::Joined<
                { #private::text_length(TALISMAN_PIECES) },
                { #private::index_length(TALISMAN_PIECES) },
            > = &#private::Joined::of(TALISMAN_PIECES);
            #bases
            const TALISMAN_BASE: &#private::Base = #last;
        },
        words: quote!(TALISMAN_WORDS.text(), TALISMAN_WORDS.index()),
    }
}

/// The bases, each beside one constant more, and the name of the last.
fn bases(private: &TokenStream, base: &TokenStream, names: &[Ident]) -> (TokenStream, Ident) {
    let mut bases = quote!(const TALISMAN_BASE_0: &#private::Base = &#base;);
    let mut last = format_ident!("TALISMAN_BASE_0");
    for (index, name) in names.iter().enumerate() {
        let base = format_ident!("TALISMAN_BASE_{}", index + 1);
        // Each in an item of its own: what a call takes a reference to is not promoted to a constant.
        let rules = format_ident!("TALISMAN_RULES_{index}");
        let parts = format_ident!("TALISMAN_PARTS_{index}");
        bases.extend(quote! {
            const #rules: &#private::Rules = &#private::Rules {
                levels: #private::Levels {
                    base: #private::Option::Some(#last.parts.rules),
                    own: #name.parts.rules.levels.own,
                },
                ..*#last.parts.rules
            };
            const #parts: &#private::Parts = &#private::Parts { rules: #rules, ..*#last.parts };
            const #base: &#private::Base = &#last.beside(#name, #parts);
        });
        last = base;
    }
    (bases, last)
}
