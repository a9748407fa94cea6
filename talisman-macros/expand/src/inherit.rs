//! A derived policy as tokens. What the base holds only the compiler knows: this asks it, and says what it answers if the
//! base does not support a change.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use talisman_policy::headers::csp::Operator;
use talisman_policy::level::LevelSetting;
use talisman_policy::policy::{
    Budget, Changes, CookieAttribute, CookieChange, CookieEdit, CspChange, RuleChanges,
};
use talisman_policy::{Explanation, Place, Site};

use crate::emit::{constant, force_https, literals, same_site, session_cookies};
use crate::report::message;
use crate::rules;
use crate::spans::Spans;

/// The `Repr` of a policy with a base.
///
/// The names are such as nobody writes: the base is the user's expression and sees them.
pub(crate) fn repr(
    krate: &TokenStream,
    base: &TokenStream,
    changes: &Changes,
    levels: &[LevelSetting],
    spans: &Spans,
) -> TokenStream {
    let private = quote!(#krate::__private);
    let words = literals(&changes.encode());
    let mut refusals = refusals(
        &private,
        "Enforced",
        &changes.content_security_policy,
        spans,
    );
    refusals.extend(self::refusals(
        &private,
        "ReportOnly",
        &changes.content_security_policy_report_only,
        spans,
    ));
    let parts = parts(krate, changes, levels, spans);
    let encoded = quote!(#private::Encoded::derived(&TALISMAN_BASE.encoded, #words));
    let budget = changes.max_field_length.as_ref();
    let budget = budget.map(|budget| within(&private, &encoded, budget, spans));
    let constant = constant(krate, &encoded, &parts);
    quote!({
        const TALISMAN_BASE: &#private::Base = &#private::Policy::base(&(#base));
        #refusals
        #budget
        #constant
    })
}

/// What else the policy decides.
fn parts(
    krate: &TokenStream,
    changes: &Changes,
    levels: &[LevelSetting],
    spans: &Spans,
) -> TokenStream {
    let is_base_s = changes.remove_fields.is_none()
        && changes.force_https.is_none()
        && changes.rules == RuleChanges::default()
        && levels.is_empty()
        && matches!(&changes.session_cookies, CookieChange::Edit(edits) if edits.is_empty());
    if is_base_s {
        return quote!(TALISMAN_BASE.parts);
    }
    let remove = match &changes.remove_fields {
        None => quote!(TALISMAN_BASE.parts.remove),
        Some(names) => quote!(&[#(#names),*]),
    };
    let force_https = match &changes.force_https {
        None => quote!(TALISMAN_BASE.parts.force_https),
        Some(force) => force_https(krate, force.as_ref()),
    };
    let cookies = match &changes.session_cookies {
        CookieChange::Edit(edits) => edited_cookies(krate, edits, spans),
        CookieChange::Replace(cookies) => session_cookies(krate, cookies.as_ref()),
    };
    let rules = quote!(TALISMAN_BASE.parts.rules);
    let rules = rules::derived(krate, &rules, &changes.rules, levels);
    quote!({
        const TALISMAN_PARTS: &#krate::__private::Parts = &#krate::__private::Parts {
            remove: #remove,
            force_https: #force_https,
            cookies: #cookies,
            rules: #rules,
        };
        TALISMAN_PARTS
    })
}

/// An item that does not compile if a field is longer than the policy allows.
fn within(
    private: &TokenStream,
    encoded: &TokenStream,
    budget: &Budget,
    spans: &Spans,
) -> TokenStream {
    let bytes = budget.bytes;
    let span = span_of(budget.site, spans);
    let check = quote!(#private::check::too_long);
    let check = refusal(
        check,
        &quote!(&#encoded, #bytes),
        &budget.complaint().explain(),
        span,
    );
    quote!(const _: () = #check;)
}

/// The base's session cookies with other attributes.
fn edited_cookies(krate: &TokenStream, edits: &[CookieEdit], spans: &Spans) -> TokenStream {
    if edits.is_empty() {
        return quote!(TALISMAN_BASE.parts.cookies);
    }
    let private = quote!(#krate::__private);
    let mut checks = TokenStream::new();
    for (index, edit) in edits.iter().enumerate() {
        let checked = ["unnamed", "insecure_none", "insecure_prefix"];
        for (problem, lacks) in edit.complaints().into_iter().zip(checked) {
            let lacks = Ident::new(lacks, Span::mixed_site());
            let check = quote!(#private::cookies::#lacks);
            let span = span_of(edit.site, spans);
            let check = refusal(
                check,
                &quote!(COOKIES, &EDITS[#index]),
                &problem.explain(),
                span,
            );
            checks.extend(quote!(const _: () = if !TALISMAN_BASE.encoded.is_refused() { #check };));
        }
    }
    let edits = edits.iter().map(|edit| match edit.attribute {
        CookieAttribute::Secure(secure) => quote!(#private::CookieEdit::Secure(#secure)),
        CookieAttribute::HttpOnly(http_only) => quote!(#private::CookieEdit::HttpOnly(#http_only)),
        CookieAttribute::SameSite(value) => {
            let value = same_site(krate, value);
            quote!(#private::CookieEdit::SameSite(#value))
        }
    });
    quote!({
        const EDITS: &[#private::CookieEdit] = &[#(#edits),*];
        const COOKIES: #private::Option<#private::SessionCookies> =
            #private::cookies::cookies(TALISMAN_BASE.parts.cookies, EDITS);
        #checks
        COOKIES
    })
}

/// An item for each change of a CSP, which does not compile if the base does not support it.
fn refusals(private: &TokenStream, csp: &str, change: &CspChange, spans: &Spans) -> TokenStream {
    let CspChange::Edit(edits) = change else {
        return TokenStream::new();
    };
    let csp = Ident::new(csp, Span::call_site());
    edits
        .iter()
        .map(|edit| {
            let name = edit.directive.name().as_str();
            let encoded = edit.directive.encoded();
            let sources = encoded.words.iter().map(|(_, word)| word);
            let directive = quote!(&TALISMAN_BASE.encoded, #private::DirectiveField::#csp, #name);
            let removed = quote!(#directive, &[#(#sources),*]);
            let checks: &[(usize, &str, &TokenStream)] = match edit.operator {
                Operator::Set | Operator::SetIfSent => &[],
                Operator::Append => &[(0, "absent", &directive), (1, "none", &directive)],
                Operator::Remove => &[
                    (0, "absent", &directive),
                    (2, "not_there", &removed),
                    (3, "nothing_left", &removed),
                ],
                Operator::Drop => &[(0, "absent", &directive)],
            };
            if checks.is_empty() {
                return TokenStream::new();
            }
            let complaints = edit.complaints();
            let checks = checks.iter().map(|(complaint, check, arguments)| {
                let (site, problem) = &complaints[*complaint];
                let check = Ident::new(check, Span::mixed_site());
                let check = quote!(#private::check::#check);
                refusal(check, arguments, &problem.explain(), span_of(*site, spans))
            });
            quote!(const _: () = { #(#checks;)* };)
        })
        .collect()
}

/// The call of a function of the runtime that panics with this message.
fn refusal(
    check: TokenStream,
    arguments: &TokenStream,
    explanation: &Explanation,
    span: Span,
) -> TokenStream {
    let message = message(explanation, &[]);
    let check = at(check, span);
    quote_spanned!(span=> #check(#arguments, #message))
}

/// Where a word stands.
fn span_of(site: Site, spans: &Spans) -> Span {
    spans
        .find(&Place::Word(site))
        .and_then(|found| found.tokens.into_iter().next())
        .map_or_else(Span::mixed_site, |token| token.span())
}

/// The same tokens, meaning the same, seen at another place: the compiler tells of a call where its path stands.
fn at(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            token.set_span(token.span().located_at(span));
            token
        })
        .collect()
}
