//! `page!("dist/index.html")`: a file as the pieces around its nonce placeholders.

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;
use talisman_pages::PLACEHOLDERS;
use talisman_policy::pages::Problem;
use talisman_policy::policy::is_placeholder;
use talisman_policy::{Diagnostics, tokens};

use crate::digests::Algorithm;
use crate::files::{PageFile, pages_of};
use crate::literals::report_expression;
use crate::parse::Input;
use crate::report::report;
use crate::spans::Spans;
use crate::words::{is_punct, string};

/// The pieces of a page around its placeholders.
pub(crate) fn pieces<'a>(text: &'a str, placeholders: &[String]) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        let known = PLACEHOLDERS.iter().copied();
        let all = known.chain(placeholders.iter().map(String::as_str));
        let found = all.filter(|placeholder| !placeholder.is_empty());
        let first = found
            .filter_map(|placeholder| Some((rest.find(placeholder)?, placeholder.len())))
            .min_by_key(|(at, length)| (*at, usize::MAX - length));
        let Some((at, length)) = first else {
            pieces.push(rest);
            return pieces;
        };
        pieces.push(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + length..).unwrap_or_default();
    }
}

/// What a policy and a page know each other by: the page's text, whatever its placeholders are.
pub(crate) fn digest(text: &str, placeholders: &[String]) -> String {
    // No text has this byte beside a nonce: browsers drop it.
    let text = pieces(text, placeholders).join("\0nonce\0");
    Algorithm::Sha256.metadata(text.as_bytes())
}

/// What is written in `page!(..)`.
struct Arguments {
    path: TokenTree,
    placeholders: Vec<String>,
    policy: Option<TokenStream>,
}

/// `page!("dist/index.html", nonce = "%NONCE%", SITE)`
#[must_use]
pub fn page(tokens: TokenStream) -> TokenStream {
    let Input { krate, tokens } = Input::new(tokens);
    let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
    let arguments = arguments(&tokens, &mut spans, &mut out);
    let file = arguments.as_ref().and_then(|arguments| {
        let path = string(&arguments.path)?;
        let site = spans.push(arguments.path.clone().into(), &path);
        let found = one_file(&path);
        found.map_err(|problem| out.report(site, problem)).ok()
    });
    let private = quote!(#krate::__private);
    let problems = report(&out, &spans, &tokens.into_iter().collect());
    let (placeholders, policy) = arguments
        .map(|arguments| (arguments.placeholders, arguments.policy))
        .unwrap_or_default();
    let (page, path) = if let Some(file) = &file {
        let path = file.path.to_string_lossy();
        let watch = quote!(
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        );
        (constant(&private, file, &placeholders), Some(watch))
    } else {
        let none = quote!(#private::Option::None);
        let page =
            quote!(#private::Page { pieces: &[""], etag: #none, digest: "", content_type: "" });
        (page, None)
    };
    let page = match policy {
        Some(policy) => quote!({
            fn talisman_ready() -> &'static #private::Ready {
                static READY: #private::Ready = #private::Ready::new();
                &READY
            }
            const { #private::ProtectedPage::proven(#page, #policy, talisman_ready) }
        }),
        None => page,
    };
    quote!({ #path #problems #page })
}

fn constant(private: &TokenStream, file: &PageFile, placeholders: &[String]) -> TokenStream {
    let pieces = pieces(&file.text, placeholders);
    let digest = digest(&file.text, placeholders);
    let etag = if pieces.len() == 1 {
        let etag = format!("\"{}\"", Algorithm::Sha256.metadata(file.text.as_bytes()));
        quote!(#private::Option::Some(#etag))
    } else {
        quote!(#private::Option::None)
    };
    let is_xml = file.name.to_ascii_lowercase().ends_with(".xhtml");
    let content_type = if is_xml {
        "application/xhtml+xml; charset=utf-8"
    } else {
        "text/html; charset=utf-8"
    };
    let pieces = pieces.into_iter().map(Literal::string);
    quote!(#private::Page {
        pieces: &[#(#pieces),*],
        etag: #etag,
        digest: #digest,
        content_type: #content_type,
    })
}

fn one_file(path: &str) -> Result<PageFile, Problem> {
    let mut files = pages_of(path)?.into_iter();
    match (files.next(), files.next()) {
        (Some(file), None) => Ok(file),
        _ => Err(Problem::File {
            path: path.to_owned(),
            why: "it names several files, and `page!` serves one".to_owned(),
        }),
    }
}

fn arguments(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> Option<Arguments> {
    let mut parts = tokens.split(|token| is_punct(token, ',')).peekable();
    let path = match parts.next() {
        Some([path]) if string(path).is_some() => path.clone(),
        other => {
            let written = other.filter(|tokens| !tokens.is_empty());
            report_expression(written.unwrap_or(tokens), spans, out);
            return None;
        }
    };
    let mut arguments = Arguments {
        path,
        placeholders: Vec::new(),
        policy: None,
    };
    while let Some(part) = parts.next() {
        match part {
            [] if parts.peek().is_none() => {}
            [TokenTree::Ident(name), sign, text]
                if name == "nonce" && (is_punct(sign, '=') || is_punct(sign, ':')) =>
            {
                let Some(written) = string(text) else {
                    report_expression(std::slice::from_ref(text), spans, out);
                    return None;
                };
                if !is_placeholder(&written) {
                    let site = spans.push(text.clone().into(), &written);
                    out.report(site, Problem::Placeholder { found: written });
                    return None;
                }
                arguments.placeholders.push(written);
            }
            policy if !policy.is_empty() && arguments.policy.is_none() => {
                arguments.policy = Some(policy.iter().cloned().collect());
            }
            other => {
                let found: String = other.iter().map(ToString::to_string).collect();
                let place = other.iter().cloned().collect();
                let site = spans.push(place, &found);
                let value = "the policy".to_owned();
                out.report(site, tokens::Problem::Leftover { found, value });
                return None;
            }
        }
    }
    Some(arguments)
}
