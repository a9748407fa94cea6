//! The pipeline, from tokens to a constant.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use talisman_policy::headers::csp;
use talisman_policy::headers::csp::Disposition;
use talisman_policy::{Diagnostics, Place, level, policy, size};

use crate::emit::{self, Parts};
use crate::parse::{self, Input};
use crate::report::report;
use crate::spans::Spans;
use crate::words::unquoted_urls;
use crate::{fallback, inherit, levels};

/// `csp! { .. }`
#[must_use]
pub fn csp(tokens: TokenStream) -> TokenStream {
    let Input { krate, tokens } = Input::new(tokens);
    let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
    let (levels, whole) = levels::levels(&tokens, &mut spans, &mut out);
    unquoted_urls(whole, None, &mut spans, &mut out);
    let directives = parse::directives(whole, &mut spans);
    let csp = csp::read(&directives, Disposition::Enforce, &mut out);
    if let Some(csp) = &csp {
        let field = csp.field(Disposition::Enforce);
        size::check(&field, Place::Whole, None, &mut out);
    }
    let finished = level::apply(&levels, out).finish(csp);
    let repr = finished
        .map(|(csp, warnings)| (emit::repr(&krate, &Parts::of_csp(&csp, levels)), warnings));
    constant("Csp", &krate, whole, &spans, repr)
}

/// `talisman_policy! { .. }`
#[must_use]
pub fn policy(tokens: TokenStream) -> TokenStream {
    let Input { krate, tokens } = Input::new(tokens);
    let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
    let (levels, whole) = levels::levels(&tokens, &mut spans, &mut out);
    unquoted_urls(whole, None, &mut spans, &mut out);
    let (base, options) = parse::base(whole);
    let settings = parse::settings(options, &mut spans, &mut out);
    let repr = match base {
        None => {
            let policy = policy::read(&settings, &mut out);
            let finished = level::apply(&levels, out).finish(Some(policy));
            finished.map(|(policy, warnings)| {
                (
                    emit::repr(&krate, &Parts::of_policy(policy, levels)),
                    warnings,
                )
            })
        }
        Some(base) => {
            let changes = policy::read_changes(&settings, &mut out);
            let finished = level::apply(&levels, out).finish(Some(changes));
            finished.map(|(changes, problems)| {
                let whole = whole.iter().cloned().collect();
                let places = (&spans, &whole);
                let repr = inherit::repr(&krate, &base, &changes, (&problems, &levels), places);
                (repr, problems)
            })
        }
    };
    constant("Policy", &krate, whole, &spans, repr)
}

/// The constant with its warnings in front, or the errors and one that stands in for it. What has no place of its own is told
/// of `whole`, the policy behind its levels.
fn constant(
    name: &str,
    krate: &TokenStream,
    whole: &[TokenTree],
    spans: &Spans,
    repr: Result<(TokenStream, Diagnostics), Diagnostics>,
) -> TokenStream {
    let (repr, problems) = repr.unwrap_or_else(|errors| (fallback::repr(krate), errors));
    let problems = report(&problems, spans, &whole.iter().cloned().collect());
    let name = Ident::new(name, Span::call_site());
    quote!({ #problems #krate::__private::#name { repr: #repr } })
}
