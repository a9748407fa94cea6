//! Problems that the compiler decides on: it alone sees the base of a derived policy.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use talisman_core::encoded::{DirectiveField, Inclusion};
use talisman_policy::{Condition, Diagnostics, DirectiveCondition, Place, Severity};

use crate::include;
use crate::report::message;
use crate::spans::Spans;

/// Where a problem is: the first of its tokens.
fn span_of(place: &Place, spans: &Spans, whole: &TokenStream) -> Span {
    let found = spans.find(place).map(|found| found.tokens);
    let tokens = found.unwrap_or_else(|| whole.clone());
    let first: Option<TokenTree> = tokens.into_iter().next();
    first.map_or_else(Span::mixed_site, |token| token.span())
}

/// The problems that are some if their conditions hold.
///
/// An error is an item that panics while compiling, with the user's token as its place. Each item costs a tenth of a millisecond
/// and more, and finding a directive of the base as much again. So the errors of one directive are one item, which reports the
/// first that applies: the base is what one of them says, and seldom what two say.
pub(crate) fn statements(
    private: &TokenStream,
    problems: &Diagnostics,
    (spans, whole): (&Spans, &TokenStream),
) -> TokenStream {
    let mut out = TokenStream::new();
    let mut directives: Vec<(DirectiveField, &str, TokenStream)> = Vec::new();
    for problem in problems {
        let Some(condition) = &problem.condition else {
            continue;
        };
        let span = span_of(&problem.place, spans, whole);
        let explanation = problem.problem.explain();
        let message = message(&explanation, &[]);
        match condition {
            _ if problem.severity != Severity::Error => {
                let holds = holds(private, condition);
                out.extend(warning(private, explanation.code, &message, &holds, span));
            }
            Condition::BaseDirective {
                field,
                directive,
                is,
            } => {
                let holds = directive_holds(private, &quote!(talisman_directive), is);
                let refusal = refusal(private, &holds, &message, span);
                let same = directives
                    .iter_mut()
                    .find(|(other, name, _)| other == field && name == directive);
                match same {
                    Some((.., refusals)) => refusals.extend(refusal),
                    None => directives.push((*field, directive, refusal)),
                }
            }
            condition => {
                let refusal = refusal(private, &holds(private, condition), &message, span);
                match (condition, directives.last_mut()) {
                    // How long it is does not matter before its changes are right.
                    (Condition::LongerThanBaseAllows, Some((.., refusals))) => {
                        refusals.extend(refusal);
                    }
                    _ => out.extend(quote!(const _: () = { #refusal };)),
                }
            }
        }
    }
    for (field, directive, refusals) in directives {
        let directive = base_directive(private, field, directive);
        out.extend(quote!(const _: () = {
            let talisman_directive = &#directive;
            #refusals
        };));
    }
    out
}

/// Refuses the policy if the condition holds.
fn refusal(private: &TokenStream, holds: &TokenStream, message: &str, span: Span) -> TokenStream {
    let refuse = at(quote!(#private::check::refuse), span);
    quote_spanned!(span=> #refuse(TALISMAN_BASE, #holds, #message);)
}

/// Names an associated constant of `TalismanIf<true>` or of `TalismanIf<false>`, of which the one is deprecated and the other is
/// not.
fn warning(
    private: &TokenStream,
    code: &str,
    message: &str,
    holds: &TokenStream,
    span: Span,
) -> TokenStream {
    let name = Ident::new(&code.replace('-', "_"), span);
    quote_spanned!(span=> {
        struct TalismanIf<const HOLDS: ::core::primitive::bool>;
        #[allow(non_upper_case_globals, dead_code)]
        impl TalismanIf<true> {
            #[deprecated(note = #message)]
            const #name: () = ();
        }
        #[allow(non_upper_case_globals, dead_code)]
        impl TalismanIf<false> {
            const #name: () = ();
        }
        let () = TalismanIf::<{ #private::check::applies(TALISMAN_BASE, #holds) }>::#name;
    })
}

/// The call of the runtime's function of the condition's name: a table, with a row for each.
#[expect(clippy::too_many_lines, reason = "an arm for each condition")]
fn holds(private: &TokenStream, condition: &Condition) -> TokenStream {
    let check = quote!(#private::check);
    let base = quote!(TALISMAN_BASE);
    let derived = quote!(TALISMAN_DERIVED);
    match condition {
        Condition::BaseSendsNone(fields) => {
            let fields = fields.iter().map(|it| directive_field(private, *it));
            quote!(#check::base_sends_none(#base, &[#(#fields),*]))
        }
        Condition::BaseDirective {
            field,
            directive,
            is,
        } => {
            let directive = base_directive(private, *field, directive);
            directive_holds(private, &quote!(&#directive), is)
        }
        Condition::BaseLacksField { name, begins } => {
            quote!(#check::base_lacks_field(#base, #name, #begins))
        }
        Condition::BaseListsBypassHost { host, path } => {
            quote!(#check::base_lists_bypass_host(#base, #host, #path))
        }
        Condition::BaseServesHttp => quote!(#check::base_serves_http(#base)),
        Condition::NoSessionCookies => quote!(#check::no_session_cookies(#derived)),
        Condition::SameSiteNoneWithoutSecure => {
            quote!(#check::same_site_none_without_secure(#derived))
        }
        Condition::PartitionedWithoutSecure => {
            quote!(#check::partitioned_without_secure(#derived))
        }
        Condition::PrefixWithoutSecure => quote!(#check::prefix_without_secure(#derived)),
        Condition::PrefixWithoutHttpOnly => quote!(#check::prefix_without_http_only(#derived)),
        Condition::HasDirectiveInMeta(directive) => {
            quote!(#check::has_directive_in_meta(#derived, #directive))
        }
        Condition::HasOpeningInMeta => quote!(#check::has_opening_in_meta(#derived)),
        Condition::InMeta => quote!(#check::in_meta(#derived)),
        Condition::LongerThan(bytes) => quote!(#check::longer_than(#derived, #bytes)),
        Condition::LongerThanBaseAllows => quote!(#check::longer_than_base_allows(#derived)),
        Condition::DeclaresNoEndpoint => quote!(#check::declares_no_endpoint(#derived)),
        Condition::LacksEndpoint(name) => quote!(#check::lacks_endpoint(#derived, #name)),
        Condition::LacksGroup(name) => quote!(#check::lacks_group(#derived, #name)),
        Condition::LosesEndpoint => quote!(#check::loses_endpoint(#derived)),
        Condition::SlotOfOtherType { name, slot_type } => {
            let slot_type = format_ident!("{}", format!("{slot_type:?}"));
            quote!(#check::slot_of_other_type(#derived, #name, #private::SlotType::#slot_type))
        }
        Condition::HasDirective { field, directive } => {
            let field = directive_field(private, *field);
            quote!(#check::has_directive(#derived, #field, #directive))
        }
        Condition::LacksNonce { field, directive } => {
            let field = directive_field(private, *field);
            quote!(#check::lacks_nonce(#derived, #field, #directive))
        }
        Condition::HasOtherWords {
            field,
            directive,
            words,
        } => {
            let field = directive_field(private, *field);
            quote!(#check::has_other_words(#derived, #field, #directive, &[#(#words),*]))
        }
        Condition::HasNonce => quote!(#check::has_nonce(#derived)),
        Condition::NamesUndeclared(field) => {
            let field = directive_field(private, *field);
            quote!(#check::names_undeclared(#derived, #field))
        }
        Condition::NamesWithoutAny(field) => {
            let field = directive_field(private, *field);
            quote!(#check::names_without_any(#derived, #field))
        }
        Condition::SlotsDisagree => quote!(#check::slots_disagree(#derived)),
        Condition::AllowsBypassHost(field) => {
            let field = directive_field(private, *field);
            quote!(#check::allows_bypass_host(#derived, #field))
        }
        Condition::ListsHostOf {
            field,
            directives,
            falls_back,
            hosts,
        } => {
            let field = directive_field(private, *field);
            let (directives, hosts) = (quote!(&[#(#directives),*]), quote!(&[#(#hosts),*]));
            quote!(#check::lists_host_of(#derived, #field, #directives, #falls_back, #hosts))
        }
        Condition::ConnectsOutside {
            field,
            patterns,
            allows_self,
        } => {
            let field = directive_field(private, *field);
            let patterns = quote!(&[#(#patterns),*]);
            quote!(#check::connects_outside(#derived, #field, #patterns, #allows_self))
        }
        Condition::Include(number, inclusion) => of_include(private, *number, *inclusion),
        Condition::Relation(relation) => {
            let relation = format_ident!("{}", format!("{relation:?}"));
            quote!(#check::relation(#base, #derived, #private::Relation::#relation))
        }
    }
}

fn of_include(private: &TokenStream, number: usize, inclusion: Inclusion) -> TokenStream {
    let included = include::words_of(number);
    let inclusion = format_ident!("{}", format!("{inclusion:?}"));
    quote!(#included.is(#private::Inclusion::#inclusion))
}

/// The look for a directive of the base.
fn base_directive(private: &TokenStream, field: DirectiveField, directive: &str) -> TokenStream {
    let field = directive_field(private, field);
    quote!(#private::check::base_directive(TALISMAN_BASE, #field, #directive))
}

fn directive_holds(
    private: &TokenStream,
    directive: &TokenStream,
    condition: &DirectiveCondition,
) -> TokenStream {
    let check = quote!(#private::check);
    match condition {
        DirectiveCondition::Unsent => quote!(#check::unsent(#directive)),
        DirectiveCondition::Has(word) => quote!(#check::has(#directive, #word)),
        DirectiveCondition::LacksOneOf(words) => {
            quote!(#check::lacks_one_of(#directive, &[#(#words),*]))
        }
        DirectiveCondition::HasOnly(words) => quote!(#check::has_only(#directive, &[#(#words),*])),
    }
}

fn directive_field(private: &TokenStream, field: DirectiveField) -> TokenStream {
    let name = format_ident!("{}", format!("{field:?}"));
    quote!(#private::DirectiveField::#name)
}

/// The same tokens, meaning the same, seen at another place: the compiler reports a call where its path is.
fn at(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            token.set_span(token.span().located_at(span));
            token
        })
        .collect()
}
