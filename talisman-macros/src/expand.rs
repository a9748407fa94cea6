//! The pipeline, from tokens to a constant.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use talisman_policy::csp::Disposition;
use talisman_policy::{Diagnostics, csp, policy};

use crate::emit::{self, Parts};
use crate::parse::{self, Input};
use crate::report::report;
use crate::spans::Spans;
use crate::{derive, fallback};

/// `csp! { .. }`
pub(crate) fn csp(tokens: TokenStream) -> TokenStream {
    let Input { krate, tokens } = Input::new(tokens);
    let mut spans = Spans::default();
    let mut out = Diagnostics::new();
    let directives = parse::directives(&tokens, &mut spans);
    let csp = csp::read(&directives, Disposition::Enforce, &mut out);
    finish("Csp", &krate, &tokens, &spans, out, csp, |csp| {
        emit::repr(&krate, &Parts::of_csp(csp))
    })
}

/// `talisman_policy! { .. }`
pub(crate) fn policy(tokens: TokenStream) -> TokenStream {
    let Input { krate, tokens } = Input::new(tokens);
    let mut spans = Spans::default();
    let mut out = Diagnostics::new();
    let (base, options) = parse::base(&tokens);
    let settings = parse::settings(options, &mut spans, &mut out);
    match base {
        None => {
            let policy = policy::read(&settings, &mut out);
            finish(
                "Policy",
                &krate,
                &tokens,
                &spans,
                out,
                Some(policy),
                |policy| emit::repr(&krate, &Parts::of_policy(policy)),
            )
        }
        Some(base) => {
            let changes = policy::read_changes(&settings, &mut out);
            finish(
                "Policy",
                &krate,
                &tokens,
                &spans,
                out,
                Some(changes),
                |changes| derive::repr(&krate, &base, &changes, &spans),
            )
        }
    }
}

/// The constant, or one that stands in for it, with what is to be said about it in front.
fn finish<T>(
    name: &str,
    krate: &TokenStream,
    tokens: &[proc_macro2::TokenTree],
    spans: &Spans,
    out: Diagnostics,
    value: Option<T>,
    emit: impl FnOnce(T) -> TokenStream,
) -> TokenStream {
    let whole = tokens.iter().cloned().collect();
    let (problems, repr) = match out.finish(value) {
        Ok((value, warnings)) => (warnings, emit(value)),
        Err(errors) => (errors, fallback::repr(krate)),
    };
    let problems = report(&problems, spans, &whole);
    let name = Ident::new(name, Span::call_site());
    quote!({ #problems #krate::__private::#name { repr: #repr } })
}
