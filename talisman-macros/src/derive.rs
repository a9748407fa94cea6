//! A derived policy as tokens. What the base holds only the compiler knows: this asks it, and says what it answers if the
//! base gives no ground for a change.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use talisman_policy::csp::{Disposition, Edit, Keyword, Operator};
use talisman_policy::policy::{
    Changes, CookieAttribute, CookieChange, CookieEdit, CspChange, FieldChange,
};
use talisman_policy::{Place, Problem, Site};

use crate::emit::{constant, field_text, force_https, rows, same_site, session_cookies};
use crate::report::message;
use crate::spans::Spans;

/// The `Repr` of a policy with a base.
///
/// The names are such as nobody writes: the base is the user's expression and sees them.
pub(crate) fn repr(
    krate: &TokenStream,
    base: &TokenStream,
    changes: &Changes,
    spans: &Spans,
) -> TokenStream {
    let private = quote!(#krate::__private);
    let first = csp(&private, krate, &changes.content_security_policy, spans);
    let second = csp(
        &private,
        krate,
        &changes.content_security_policy_report_only,
        spans,
    );
    let first_base = base_rows(&private, Disposition::Enforce);
    let second_base = base_rows(&private, Disposition::Report);
    // A policy that only reports moves from the one field to the other, with its changes.
    let (enforced, report_only) = if changes.only_reports {
        (quote!(&[]), quote!(TALISMAN_FIRST))
    } else {
        (quote!(TALISMAN_FIRST), quote!(TALISMAN_SECOND))
    };
    let enforced_field = csp_field(&private, Disposition::Enforce, &enforced);
    let report_only_field = csp_field(&private, Disposition::Report, &report_only);
    let fields = changes.fields.iter().map(|change| match change {
        FieldChange::Set(field) => {
            let field = field_text(krate, field);
            quote!(#private::FieldEdit::Set(#field))
        }
        FieldChange::Off(name) => quote!(#private::FieldEdit::Off(#name)),
    });
    let force_https = match &changes.force_https {
        None => quote!(TALISMAN_BASE.force_https),
        Some(force) => force_https(krate, force.as_ref()),
    };
    let cookies = match &changes.session_cookies {
        CookieChange::Edit(edits) => edited_cookies(krate, edits, spans),
        CookieChange::Replace(cookies) => session_cookies(krate, cookies.as_ref()),
    };
    let constant = constant(krate);
    quote!({
        const TALISMAN_BASE: &#private::Parts = #private::Policy::parts(&(#base));
        const TALISMAN_FIRST: &[#private::Row] = {
            #first_base
            #first
        };
        const TALISMAN_SECOND: &[#private::Row] = {
            #second_base
            #second
        };
        const TALISMAN_FIELDS: &[#private::FieldText] = {
            const EDITS: &[#private::FieldEdit] = &[#(#fields,)* #enforced_field, #report_only_field];
            const LENGTH: #private::usize = #private::fields::<0>(TALISMAN_BASE.fields, EDITS).1;
            &#private::fields::<LENGTH>(TALISMAN_BASE.fields, EDITS).0
        };
        const TALISMAN_PARTS: &#private::Parts = &#private::Parts {
            fields: TALISMAN_FIELDS,
            force_https: #force_https,
            cookies: #cookies,
            refused: TALISMAN_BASE.refused,
        };
        #constant
    })
}

/// The base's session cookies with other attributes.
fn edited_cookies(krate: &TokenStream, edits: &[CookieEdit], spans: &Spans) -> TokenStream {
    if edits.is_empty() {
        return quote!(TALISMAN_BASE.cookies);
    }
    let private = quote!(#krate::__private);
    let indices = 0..edits.len();
    let mut checks = TokenStream::new();
    for (edit, index) in edits.iter().zip(indices) {
        let checked = ["unnamed", "insecure_none", "insecure_prefix"];
        for (problem, lacks) in edit.complaints().into_iter().zip(checked) {
            let lacks = Ident::new(lacks, Span::mixed_site());
            let check = quote!(#private::cookies::#lacks);
            let span = span_of(edit.site, spans);
            checks.extend(refusal(check, &quote!(COOKIES), index, problem, span));
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
            #private::cookies::cookies(TALISMAN_BASE.cookies, EDITS);
        #checks
        COOKIES
    })
}

/// The rows of one CSP: an expression over `BASE`.
fn csp(
    private: &TokenStream,
    krate: &TokenStream,
    change: &CspChange,
    spans: &Spans,
) -> TokenStream {
    let edits = match change {
        CspChange::Off => return quote!(&[]),
        CspChange::Replace(policy) => return rows(krate, &policy.rows()),
        CspChange::Edit(edits) if edits.is_empty() => return quote!(BASE),
        CspChange::Edit(edits) => edits,
    };
    let indices = 0..edits.len();
    let checks = edits
        .iter()
        .zip(indices)
        .map(|(edit, index)| check(private, edit, index, spans));
    let edits = edits.iter().map(|edit| {
        let operator = match edit.operator {
            Operator::Set => quote!(Set),
            Operator::SetIfAbsent => quote!(SetIfAbsent),
            Operator::Append => quote!(Append),
            Operator::Remove => quote!(Remove),
            Operator::Drop => {
                let directive = edit.directive.name().as_str();
                return quote!(#private::Edit::Drop(#directive));
            }
        };
        let rows = rows(krate, &edit.directive.rows());
        quote!(#private::Edit::#operator(#rows))
    });
    quote!(
        const EDITS: &[#private::Edit] = &[#(#edits),*];
        #(#checks)*
        const LENGTH: #private::usize = #private::rows::<0>(BASE, EDITS).1;
        &#private::rows::<LENGTH>(BASE, EDITS).0
    )
}

/// One item for each thing that the base may lack, with the span of the word that wants it.
fn check(private: &TokenStream, edit: &Edit, index: usize, spans: &Spans) -> TokenStream {
    edit.complaints()
        .into_iter()
        .zip(["absent", "none", "not_there", "nothing_left"])
        .map(|((site, problem), lacks)| {
            let lacks = Ident::new(lacks, Span::mixed_site());
            let check = quote!(#private::check::#lacks);
            refusal(check, &quote!(BASE), index, problem, span_of(site, spans))
        })
        .collect()
}

/// An item that does not compile if a function of the runtime says so of an edit; of what follows from a refused base nothing
/// more is said.
fn refusal(
    check: TokenStream,
    subject: &TokenStream,
    edit: usize,
    problem: impl Into<Problem>,
    span: Span,
) -> TokenStream {
    let message = message(&problem.into().explain(), &[]);
    let check = at(check, span);
    quote_spanned!(span=> const _: () = if !TALISMAN_BASE.refused { #check(#subject, &EDITS[#edit], #message) };)
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

/// `BASE`: the rows of the base's policy.
fn base_rows(private: &TokenStream, disposition: Disposition) -> TokenStream {
    let name = disposition.field_name();
    quote!(
        const TEXT: &#private::str = #private::value(TALISMAN_BASE.fields, #name);
        const BASE: &[#private::Row] = {
            const LENGTH: #private::usize = #private::split::<0>(TEXT).1;
            &#private::split::<LENGTH>(TEXT).0
        };
    )
}

/// The field of a CSP that const code put together, or none if nothing is left of it.
fn csp_field(private: &TokenStream, disposition: Disposition, rows: &TokenStream) -> TokenStream {
    let name = disposition.field_name();
    let void = Keyword::void_beside_nonce().map(Keyword::as_str);
    quote!({
        const ROWS: &[#private::Row] = #rows;
        const TEXT: &#private::str = {
            const LENGTH: #private::usize = #private::text::<0>(ROWS).1;
            #private::as_str(&#private::text::<LENGTH>(ROWS).0)
        };
        const VOID: &[&#private::str] = &[#(#void),*];
        const WITHOUT_NONCE: &#private::str = {
            const LENGTH: #private::usize = #private::text_without_nonce::<0>(ROWS, VOID).1;
            #private::as_str(&#private::text_without_nonce::<LENGTH>(ROWS, VOID).0)
        };
        const SLOTS: &[#private::usize] = {
            const LENGTH: #private::usize = #private::slots::<0>(TEXT).1;
            &#private::slots::<LENGTH>(TEXT).0
        };
        if ROWS.is_empty() {
            #private::FieldEdit::Off(#name)
        } else {
            #private::FieldEdit::Set(#private::FieldText {
                name: #name,
                text: TEXT,
                slots: SLOTS,
                without_nonce: WITHOUT_NONCE,
                https_only: false,
            })
        }
    })
}
