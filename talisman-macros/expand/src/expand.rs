//! The pipeline, from tokens to a constant.

use std::path::PathBuf;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use talisman_policy::headers::csp;
use talisman_policy::headers::csp::Disposition;
#[cfg(not(feature = "pages"))]
use talisman_policy::tokens;
use talisman_policy::{Diagnostics, Place, level, policy, size};

use crate::emit::{self, Parts};
#[cfg(feature = "pages")]
use crate::include::Include;
use crate::parse::{self, Input};
use crate::report::report;
use crate::rules::HeldPages;
use crate::spans::Spans;
use crate::words::is_punct;
use crate::{conditions, constants, directives, fallback, include, inherit, levels, literals};

/// `csp! { .. }`
#[must_use]
pub fn csp(tokens: TokenStream) -> TokenStream {
    let input = Input::new(tokens);
    let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
    let (levels, whole) = levels::levels(&input.tokens, &mut spans, &mut out);
    let field = Disposition::Enforce.field();
    let (directives, includes) = include::of_block(whole, field, &mut spans, &mut out);
    let (resolved, files) = literals::resolve(&directives, &mut spans, &mut out);
    let csp = if is_no_policy(&resolved, &mut spans, &mut out) {
        None
    } else {
        let directives = parse::directives(&resolved, &mut spans, &mut out);
        // What remains of a directive whose values are reported is not an empty policy.
        let is_reported = directives.is_empty() && resolved.iter().any(literals::is_refused);
        if is_reported {
            None
        } else {
            csp::read(&directives, Disposition::Enforce, &mut out)
        }
    };
    if let Some(csp) = &csp {
        let field = csp.field(Disposition::Enforce);
        size::check(&field, Place::Whole, None, &mut out);
    }
    include::check(&includes, &mut out);
    let krate = &input.krate;
    let finished = level::apply(&levels, out).finish(csp);
    let repr = finished.map(|(csp, problems)| {
        let private = quote!(#krate::__private);
        let whole = whole.iter().cloned().collect();
        let conditions = conditions::statements(&private, &problems, (&spans, &whole));
        let parts = Parts::of_csp(&csp, levels);
        let repr = emit::repr(krate, &parts, &includes, &conditions);
        (repr, problems)
    });
    constant("Csp", krate, whole, &spans, &files, repr)
}

/// How a base is extended, which `csp!` does not do.
const EXTEND: &str = "extend a base with talisman_policy! { ..BASE, content_security_policy: { ..; img-src self; } }";

/// Whether the tokens of a `csp!` are not directives, which is reported: the name of a constant, or changes of a base.
pub(crate) fn is_no_policy(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> bool {
    match tokens {
        [first, second, ..] if is_punct(first, '.') && is_punct(second, '.') => {
            let dots = [first.clone(), second.clone()];
            let site = spans.push(dots.into_iter().collect(), "..");
            let (found, write) = ("..".to_owned(), EXTEND);
            out.report(site, policy::Problem::NoBase { found, write });
            true
        }
        [TokenTree::Ident(name)] if policy::is_constant(&name.to_string()) => {
            literals::report_expression(tokens, spans, out);
            true
        }
        [] => false,
        tokens if directives::is_change(tokens, EXTEND, spans, out) => true,
        tokens if directives::is_map(tokens, spans, out) => true,
        tokens => tokens.iter().all(literals::is_refused),
    }
}

/// `talisman_policy! { .. }`
#[must_use]
pub fn policy(tokens: TokenStream) -> TokenStream {
    let input = Input::new(tokens);
    let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
    let (levels, whole) = levels::levels(&input.tokens, &mut spans, &mut out);
    let (base, options) = parse::base(whole, &mut spans, &mut out);
    let (options, includes) = include::of_options(&options, &mut spans, &mut out);
    #[cfg_attr(
        not(feature = "pages"),
        allow(unused_mut, reason = "pages are files too")
    )]
    let literals::Resolved {
        tokens: options,
        mut files,
        autos,
    } = literals::resolve_all(&options, &mut spans, &mut out);
    let settings = parse::settings(&options, &mut spans, &mut out);
    let krate = &input.krate;
    let repr = match base {
        None => {
            let policy = policy::read(&settings, &mut out);
            #[cfg(feature = "pages")]
            let pages = held(&policy.pages, &includes, &mut files, &mut out, |out| {
                crate::pages::hold(&policy, &autos, out)
            });
            #[cfg(not(feature = "pages"))]
            let pages = needs_feature(&policy.pages, &autos, &mut out);
            include::check_whole(&includes, &policy, &mut out);
            let finished = level::apply(&levels, out).finish(Some(policy));
            finished.map(|(policy, problems)| {
                let private = quote!(#krate::__private);
                let whole = whole.iter().cloned().collect();
                let conditions = conditions::statements(&private, &problems, (&spans, &whole));
                let constants = constants::paths(&policy.constants(), &spans);
                let parts = Parts::of_policy(policy, levels, pages, constants);
                let repr = emit::repr(krate, &parts, &includes, &conditions);
                (repr, problems)
            })
        }
        Some(base) => {
            constants::refuse_generic(&base, &mut spans, &mut out);
            let changes = policy::read_changes(&settings, &mut out);
            #[cfg(feature = "pages")]
            let pages = held(&changes.pages, &includes, &mut files, &mut out, |out| {
                crate::pages::hold_derived(&changes, &autos, out)
            });
            #[cfg(not(feature = "pages"))]
            let pages = needs_feature(&changes.pages, &autos, &mut out);
            include::check(&includes, &mut out);
            let finished = level::apply(&levels, out).finish(Some(changes));
            finished.map(|(changes, problems)| {
                let whole = whole.iter().cloned().collect();
                let places = (&spans, &whole);
                let decided = (&problems, &*levels, &*pages);
                let repr = inherit::repr(krate, &base, &changes, decided, &includes, places);
                (repr, problems)
            })
        }
    };
    constant("Policy", krate, whole, &spans, &files, repr)
}

/// Holds pages against their policy, unless it has fragments, and adds their files.
#[cfg(feature = "pages")]
fn held(
    pages: &policy::Pages,
    includes: &[Include],
    files: &mut Vec<PathBuf>,
    out: &mut Diagnostics,
    hold: impl FnOnce(&mut Diagnostics) -> crate::pages::Read,
) -> Vec<HeldPages> {
    if include::hides_from(pages, includes, out) {
        return Vec::new();
    }
    let read = hold(out);
    files.extend(read.files);
    read.held
}

/// Says which feature reads pages.
#[cfg(not(feature = "pages"))]
fn needs_feature(
    pages: &policy::Pages,
    autos: &[literals::Auto],
    out: &mut Diagnostics,
) -> Vec<HeldPages> {
    let feature = "pages";
    if let Some(first) = pages.files.first() {
        let found = "pages";
        out.report(first, tokens::Problem::NeedsFeature { found, feature });
    } else if let Some(first) = autos.first() {
        let found = "auto";
        out.report(first.site, tokens::Problem::NeedsFeature { found, feature });
    }
    Vec::new()
}

/// The constant with its warnings in front, or the errors and one that stands in for it. What has no place of its own is reported
/// of `whole`, the policy after its levels. The compiler reads the `files` as well, and so expands the macro again when one
/// of them changes.
fn constant(
    name: &str,
    krate: &TokenStream,
    whole: &[TokenTree],
    spans: &Spans,
    files: &[PathBuf],
    repr: Result<(TokenStream, Diagnostics), Diagnostics>,
) -> TokenStream {
    let (repr, problems) = repr.unwrap_or_else(|errors| (fallback::repr(krate), errors));
    let problems = report(&problems, spans, &whole.iter().cloned().collect());
    let name = Ident::new(name, Span::call_site());
    let files = files.iter().map(|file| file.to_string_lossy());
    quote!({
        #(const _: &[::core::primitive::u8] = ::core::include_bytes!(#files);)*
        #problems
        #krate::__private::#name { repr: #repr }
    })
}

/// `sri!("static/app.js")`: the file's integrity metadata, as a `&'static str`.
#[cfg(feature = "hashes")]
#[must_use]
pub fn sri(tokens: TokenStream) -> TokenStream {
    let Input { krate: _, tokens } = Input::new(tokens);
    let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
    let (metadata, files) = literals::integrity(&tokens, &mut spans, &mut out);
    let metadata = metadata.unwrap_or_default();
    let problems = report(&out, &spans, &tokens.into_iter().collect());
    let files = files.iter().map(|file| file.to_string_lossy());
    quote!({
        #(const _: &[::core::primitive::u8] = ::core::include_bytes!(#files);)*
        #problems
        #metadata
    })
}
