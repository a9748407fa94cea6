//! A policy as tokens: data that const code can read, and the function that makes it ready to send.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use talisman_policy::Field;
use talisman_policy::csp::{self, Disposition, Row};
use talisman_policy::policy::{ForceHttps, Policy, SameSite, SessionCookies};

/// What a constant is made of.
pub(crate) struct Parts {
    fields: Vec<Field>,
    force_https: Option<ForceHttps>,
    session_cookies: Option<SessionCookies>,
}

impl Parts {
    /// An enforced CSP alone.
    pub(crate) fn of_csp(csp: &csp::Policy) -> Self {
        Self {
            fields: vec![csp.field(Disposition::Enforce)],
            force_https: None,
            session_cookies: None,
        }
    }

    /// A whole policy.
    pub(crate) fn of_policy(policy: Policy) -> Self {
        Self {
            fields: policy.fields(),
            force_https: policy.force_https,
            session_cookies: policy.session_cookies,
        }
    }
}

/// The `Repr` of a policy whose every text is known here.
pub(crate) fn repr(krate: &TokenStream, parts: &Parts) -> TokenStream {
    let texts = parts.fields.iter().map(|field| field_text(krate, field));
    let force_https = force_https(krate, parts.force_https.as_ref());
    let cookies = session_cookies(krate, parts.session_cookies.as_ref());
    let constant = constant(krate);
    quote!({
        const TALISMAN_PARTS: &#krate::__private::Parts = &#krate::__private::Parts {
            fields: &[#(#texts),*],
            force_https: #force_https,
            cookies: #cookies,
            refused: false,
        };
        #constant
    })
}

/// The function that makes `TALISMAN_PARTS` ready to send, and the `Repr` of both.
pub(crate) fn constant(krate: &TokenStream) -> TokenStream {
    let private = quote!(#krate::__private);
    quote!(
        fn talisman_compiled() -> &'static #private::Compiled {
            const LENGTH: #private::usize = TALISMAN_PARTS.fields.len();
            static FIELDS: [#private::Field; LENGTH] = #private::Field::all::<LENGTH>(TALISMAN_PARTS.fields);
            static COMPILED: #private::LazyLock<#private::Compiled> =
                #private::LazyLock::new(|| #private::Compiled::new(&FIELDS));
            &COMPILED
        }
        #private::Repr::Const { parts: TALISMAN_PARTS, compiled: talisman_compiled }
    )
}

/// A field as const data.
pub(crate) fn field_text(krate: &TokenStream, field: &Field) -> TokenStream {
    let Field {
        name,
        value,
        without_nonce,
        https_only,
    } = field;
    let (text, slots) = value.template();
    quote!(#krate::__private::FieldText {
        name: #name,
        text: #text,
        slots: &[#(#slots),*],
        without_nonce: #without_nonce,
        https_only: #https_only,
    })
}

/// The rows of a CSP as const data.
pub(crate) fn rows(krate: &TokenStream, rows: &[Row]) -> TokenStream {
    let rows = rows.iter().map(|Row { directive, source }| {
        quote!(#krate::__private::Row { directive: #directive, source: #source })
    });
    quote!(&[#(#rows),*])
}

/// Whether and how requests over http are redirected, as const data.
pub(crate) fn force_https(krate: &TokenStream, force_https: Option<&ForceHttps>) -> TokenStream {
    match force_https {
        None => quote!(#krate::__private::Option::None),
        Some(ForceHttps {
            status,
            hosts,
            to,
            exempt,
        }) => {
            let to = match to {
                None => quote!(#krate::__private::Option::None),
                Some(to) => quote!(#krate::__private::Option::Some(#to)),
            };
            quote!(#krate::__private::Option::Some(#krate::__private::ForceHttps {
                status: #status,
                hosts: &[#(#hosts),*],
                to: #to,
                exempt: &[#(#exempt),*],
            }))
        }
    }
}

/// The session cookies, as const data.
pub(crate) fn session_cookies(
    krate: &TokenStream,
    cookies: Option<&SessionCookies>,
) -> TokenStream {
    let Some(SessionCookies {
        names,
        secure,
        http_only,
        same_site,
    }) = cookies
    else {
        return quote!(#krate::__private::Option::None);
    };
    let same_site = self::same_site(krate, *same_site);
    quote!(#krate::__private::Option::Some(#krate::__private::SessionCookies {
        names: &[#(#names),*],
        secure: #secure,
        http_only: #http_only,
        same_site: #same_site,
    }))
}

/// A `SameSite` or none, as const data.
pub(crate) fn same_site(krate: &TokenStream, same_site: Option<SameSite>) -> TokenStream {
    match same_site.map(SameSite::as_str) {
        None => quote!(#krate::__private::Option::None),
        Some(name) => {
            let name = Ident::new(name, Span::call_site());
            quote!(#krate::__private::Option::Some(#krate::__private::SameSite::#name))
        }
    }
}
