//! A policy as tokens: data that const code can read, and the function that makes it ready to send.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use talisman_core::encoded::Encoder;
use talisman_policy::headers::csp::{self, Disposition};
use talisman_policy::level::LevelSetting;
use talisman_policy::policy::{ForceHttps, Policy, Rules, SameSite, SessionCookies};

use crate::constants::{self, Joined};
use crate::include::{self, Include, Included};
use crate::rules::{self, HeldPages};

/// What a constant is made of.
pub(crate) struct Parts {
    fields: Encoder,
    remove: Vec<String>,
    force_https: Option<ForceHttps>,
    session_cookies: Option<SessionCookies>,
    rules: Rules,
    levels: Vec<LevelSetting>,
    /// The pages that it was held against.
    pages: Vec<HeldPages>,
    /// The paths of the constants that have the directives of a CSP.
    constants: Vec<TokenStream>,
    /// Whether it is a CSP alone.
    is_csp: bool,
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
            pages: Vec::new(),
            constants: Vec::new(),
            is_csp: true,
        }
    }

    /// A whole policy, which was held against pages with these digests, with the paths of its constants.
    pub(crate) fn of_policy(
        policy: Policy,
        levels: Vec<LevelSetting>,
        pages: Vec<HeldPages>,
        constants: Vec<TokenStream>,
    ) -> Self {
        Self {
            constants,
            is_csp: false,
            fields: policy.encode(),
            remove: policy.remove_fields,
            force_https: policy.force_https,
            session_cookies: policy.session_cookies,
            rules: policy.rules,
            levels,
            pages,
        }
    }
}

/// The `Repr` of a policy without a base; `conditions` decide what is wrong between it and its constants and fragments.
pub(crate) fn repr(
    krate: &TokenStream,
    parts: &Parts,
    includes: &[Include],
    conditions: &TokenStream,
) -> TokenStream {
    let private = quote!(#krate::__private);
    if parts.constants.is_empty() && includes.is_empty() {
        let words = literals(&parts.fields);
        let encoded = quote!(#private::Encoded::whole(#words));
        return repr_of(&private, &encoded, &self::parts(krate, parts, None));
    }
    let base = quote!(#private::Base::EMPTY);
    let joined = constants::join(&private, &base, &parts.fields, &parts.constants);
    let words = &joined.words;
    let levels = (!parts.constants.is_empty()).then(|| quote!(TALISMAN_BASE.parts.rules));
    let encoded = if parts.constants.is_empty() {
        quote!(#private::Encoded::whole(#words))
    } else {
        quote!(#private::Encoded::joined(#words).beside(&TALISMAN_BASE.encoded))
    };
    let fragments = include::join(&private, encoded, includes, parts.is_csp);
    let parts = self::parts(krate, parts, levels.as_ref());
    repr_beside(&private, &joined, &fragments, &parts, conditions)
}

/// The `Repr` of a policy that the compiler puts together: from its base, from constants or from fragments.
pub(crate) fn repr_beside(
    private: &TokenStream,
    joined: &Joined,
    included: &Included,
    parts: &TokenStream,
    conditions: &TokenStream,
) -> TokenStream {
    let items = &joined.items;
    let Included {
        items: fragments,
        encoded,
    } = included;
    let repr = repr_of(
        private,
        &quote!(TALISMAN_DERIVED.encoded),
        &quote!(TALISMAN_DERIVED.parts),
    );
    quote!({
        #items
        #fragments
        const TALISMAN_DERIVED: &#private::Base = &#private::Base {
            encoded: #encoded,
            parts: #parts,
        };
        #conditions
        #repr
    })
}

/// What else the policy decides.
fn parts(krate: &TokenStream, parts: &Parts, levels_of: Option<&TokenStream>) -> TokenStream {
    let force_https = parts.force_https.as_ref();
    let cookies = parts.session_cookies.as_ref();
    let remove = &parts.remove;
    let has_rules = levels_of.is_some()
        || parts.rules != Rules::default()
        || !parts.levels.is_empty()
        || !parts.pages.is_empty();
    let rules = rules::whole(krate, levels_of, &parts.rules, &parts.levels, &parts.pages);
    let is_plain = remove.is_empty() && !has_rules;
    match (force_https, cookies, is_plain) {
        (None, None, true) => quote!(#krate::__private::Parts::NONE),
        // Most policies redirect so, and one name costs their compiler less than a structure.
        (Some(force), None, true) if is_default(force) => {
            quote!(#krate::__private::Parts::DEFAULT)
        }
        _ => {
            let private = quote!(#krate::__private);
            let force_https = self::force_https(&private, force_https);
            let cookies = session_cookies(&private, cookies);
            quote!(&#private::Parts {
                remove: &[#(#remove),*],
                force_https: #force_https,
                cookies: #cookies,
                rules: #rules,
            })
        }
    }
}

/// The text and the index of encoded words.
pub(crate) fn literals(encoder: &Encoder) -> TokenStream {
    let (text, index) = (encoder.text(), Literal::byte_string(encoder.index()));
    quote!(#text, #index)
}

/// The `Repr` of encoded fields, with the place where they will be ready to be sent.
///
/// Each item more costs every policy a tenth of a millisecond of compile time.
pub(crate) fn repr_of(
    private: &TokenStream,
    encoded: &TokenStream,
    parts: &TokenStream,
) -> TokenStream {
    // Behind a function: a constant cannot hold a reference to what changes.
    let ready = quote!(#private::Ready);
    quote!({
        fn talisman_ready() -> &'static #ready {
            static READY: #ready = #ready::new();
            &READY
        }
        #private::Repr::Const { encoded: #encoded, parts: #parts, ready: talisman_ready }
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
fn force_https(private: &TokenStream, force_https: Option<&ForceHttps>) -> TokenStream {
    let force = force_https.map(
        |ForceHttps {
             status,
             hosts,
             to,
             exempt,
         }| {
            let to = option(private, to.as_ref().map(|to| quote!(#to)));
            quote!(#private::ForceHttps {
                status: #status,
                hosts: &[#(#hosts),*],
                to: #to,
                exempt: &[#(#exempt),*],
            })
        },
    );
    option(private, force)
}

/// The session cookies, as const data.
pub(crate) fn session_cookies(
    private: &TokenStream,
    cookies: Option<&SessionCookies>,
) -> TokenStream {
    let cookies = cookies.map(
        |SessionCookies {
             names,
             secure,
             http_only,
             same_site,
             partitioned,
         }| {
            let same_site = self::same_site(private, *same_site);
            quote!(#private::SessionCookies {
                names: &[#(#names),*],
                secure: #secure,
                http_only: #http_only,
                same_site: #same_site,
                partitioned: #partitioned,
            })
        },
    );
    option(private, cookies)
}

/// A `SameSite` or none, as const data.
pub(crate) fn same_site(private: &TokenStream, same_site: Option<SameSite>) -> TokenStream {
    let same_site = same_site.map(|same_site| {
        let name = Ident::new(same_site.as_str(), Span::call_site());
        quote!(#private::SameSite::#name)
    });
    option(private, same_site)
}

/// An `Option`, under a path that nothing shadows.
pub(crate) fn option(private: &TokenStream, value: Option<TokenStream>) -> TokenStream {
    match value {
        None => quote!(#private::Option::None),
        Some(value) => quote!(#private::Option::Some(#value)),
    }
}
