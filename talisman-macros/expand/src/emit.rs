//! A policy as tokens: data that const code can read, and the function that makes it ready to send.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use talisman_core::encoded::Encoder;
use talisman_policy::headers::csp::{self, Disposition};
use talisman_policy::level::LevelSetting;
use talisman_policy::policy::{ForceHttps, Policy, Rules, SameSite, SessionCookies};

use crate::rules;

/// What a constant is made of.
pub(crate) struct Parts {
    fields: Encoder,
    remove: Vec<String>,
    force_https: Option<ForceHttps>,
    session_cookies: Option<SessionCookies>,
    rules: Rules,
    levels: Vec<LevelSetting>,
}

impl Parts {
    /// An enforced CSP alone.
    pub(crate) fn of_csp(csp: &csp::Policy, levels: Vec<LevelSetting>) -> Self {
        let mut fields = Encoder::default();
        csp.encode(Disposition::Enforce, &mut fields);
        Self {
            fields,
            remove: Vec::new(),
            force_https: None,
            session_cookies: None,
            rules: Rules::default(),
            levels,
        }
    }

    /// A whole policy.
    pub(crate) fn of_policy(policy: Policy, levels: Vec<LevelSetting>) -> Self {
        Self {
            fields: policy.encode(),
            remove: policy.remove_fields,
            force_https: policy.force_https,
            session_cookies: policy.session_cookies,
            rules: policy.rules,
            levels,
        }
    }
}

/// The `Repr` of a policy whose every text is known here.
pub(crate) fn repr(krate: &TokenStream, parts: &Parts) -> TokenStream {
    let words = literals(&parts.fields);
    let force_https = parts.force_https.as_ref();
    let cookies = parts.session_cookies.as_ref();
    let remove = &parts.remove;
    let has_rules = parts.rules != Rules::default() || !parts.levels.is_empty();
    let rules = rules::whole(krate, &parts.rules, &parts.levels);
    let is_plain = remove.is_empty() && !has_rules;
    let parts = match (force_https, cookies, is_plain) {
        (None, None, true) => quote!(#krate::__private::Parts::NONE),
        (Some(force), None, true) if is_default(force) => {
            quote!(#krate::__private::Parts::DEFAULT)
        }
        _ => {
            let force_https = self::force_https(krate, force_https);
            let cookies = session_cookies(krate, cookies);
            quote!(&#krate::__private::Parts {
                remove: &[#(#remove),*],
                force_https: #force_https,
                cookies: #cookies,
                rules: #rules,
            })
        }
    };
    constant(
        krate,
        &quote!(#krate::__private::Encoded::whole(#words)),
        &parts,
    )
}

/// The text and the index of encoded words.
pub(crate) fn literals(encoder: &Encoder) -> TokenStream {
    let (text, index) = (encoder.text(), Literal::byte_string(encoder.index()));
    quote!(#text, #index)
}

/// The `Repr` of encoded fields, with the place where they will be ready to be sent.
///
/// Each item more costs every policy a tenth of a millisecond of compile time.
pub(crate) fn constant(
    krate: &TokenStream,
    encoded: &TokenStream,
    parts: &TokenStream,
) -> TokenStream {
    let ready = quote!(#krate::__private::Ready);
    quote!({
        fn talisman_ready() -> &'static #ready {
            static READY: #ready = #ready::new();
            &READY
        }
        #krate::__private::Repr::Const { encoded: #encoded, parts: #parts, ready: talisman_ready }
    })
}

/// Whether the runtime has a name for it.
fn is_default(force_https: &ForceHttps) -> bool {
    let ForceHttps {
        status,
        hosts,
        to,
        exempt,
    } = force_https;
    *status == 302 && hosts.is_empty() && to.is_none() && exempt.is_empty()
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
