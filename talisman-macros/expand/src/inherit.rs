//! A derived policy as tokens. What the base holds only the compiler knows: this asks it, and says what it answers.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use talisman_policy::Diagnostics;
use talisman_policy::level::LevelSetting;
use talisman_policy::policy::{
    Changes, CookieAttribute, CookieChange, CookieEdit, ForceHttpsChange, ForceHttpsEdit,
    RuleChanges,
};

use crate::emit::{option, repr_beside, same_site, session_cookies};
use crate::include::{self, Include};
use crate::rules::{self, HeldPages};
use crate::spans::Spans;
use crate::{conditions, constants};

/// The `Repr` of a policy with a base.
///
/// The names are such as nobody writes: the base is the user's expression and sees them.
pub(crate) fn repr(
    krate: &TokenStream,
    base: &TokenStream,
    changes: &Changes,
    (problems, levels, pages): (&Diagnostics, &[LevelSetting], &[HeldPages]),
    includes: &[Include],
    places: (&Spans, &TokenStream),
) -> TokenStream {
    let private = quote!(#krate::__private);
    let parts = parts(krate, changes, levels, pages);
    let conditions = conditions::statements(&private, problems, places);
    let base = quote!(#private::Policy::base(&(#base)));
    let constants = constants::paths(&changes.constants(), places.0);
    let joined = constants::join(&private, &base, &changes.encode(), &constants);
    let words = &joined.words;
    let encoded = quote!(#private::Encoded::derived(&TALISMAN_BASE.encoded, #words));
    let fragments = include::join(&private, encoded, includes, false);
    repr_beside(&private, &joined, &fragments, &parts, &conditions)
}

/// What else the policy decides.
fn parts(
    krate: &TokenStream,
    changes: &Changes,
    levels: &[LevelSetting],
    pages: &[HeldPages],
) -> TokenStream {
    let private = &quote!(#krate::__private);
    let is_base_s = changes.remove_fields.is_none()
        && changes.force_https == ForceHttpsChange::Keep
        && changes.rules == RuleChanges::default()
        && levels.is_empty()
        && pages.is_empty()
        && matches!(&changes.session_cookies, CookieChange::Edit(edits) if edits.is_empty());
    if is_base_s {
        // One name costs the compiler less than a structure that repeats the base's.
        return quote!(TALISMAN_BASE.parts);
    }
    let remove = match &changes.remove_fields {
        None => quote!(TALISMAN_BASE.parts.remove),
        Some(names) => quote!(&[#(#names),*]),
    };
    let force_https = match &changes.force_https {
        ForceHttpsChange::Keep => quote!(TALISMAN_BASE.parts.force_https),
        ForceHttpsChange::Edit(edit) => force_https(private, edit),
        ForceHttpsChange::Off => option(private, None),
    };
    let cookies = match &changes.session_cookies {
        CookieChange::Edit(edits) => edited_cookies(private, edits),
        CookieChange::Replace(cookies) => session_cookies(private, cookies.as_ref()),
    };
    let rules = quote!(TALISMAN_BASE.parts.rules);
    let rules = rules::derived(krate, &rules, &changes.rules, levels, pages);
    quote!({
        const TALISMAN_PARTS: &#private::Parts = &#private::Parts {
            remove: #remove,
            force_https: #force_https,
            cookies: #cookies,
            rules: #rules,
        };
        TALISMAN_PARTS
    })
}

/// The base's redirect with what differs.
fn force_https(private: &TokenStream, edit: &ForceHttpsEdit) -> TokenStream {
    let status = match (edit.status, edit.permanent) {
        (Some(status), _) => quote!(Is(#status)),
        (None, Some(true)) => quote!(Permanent),
        (None, Some(false)) => quote!(Temporary),
        (None, None) => quote!(Base),
    };
    let list = |list: &Option<Vec<String>>| {
        let list = list.as_ref().map(|list| quote!(&[#(#list),*]));
        option(private, list)
    };
    let (hosts, exempt) = (list(&edit.hosts), list(&edit.exempt));
    let to = edit.to.as_ref().map(|to| {
        let to = to.as_ref().map(|to| quote!(#to));
        option(private, to)
    });
    let to = option(private, to);
    quote!(#private::force_https(
        TALISMAN_BASE.parts.force_https,
        #private::ForceHttpsEdit {
            status: #private::RedirectStatus::#status,
            hosts: #hosts,
            to: #to,
            exempt: #exempt,
        },
    ))
}

/// The base's session cookies with other attributes.
fn edited_cookies(private: &TokenStream, edits: &[CookieEdit]) -> TokenStream {
    if edits.is_empty() {
        return quote!(TALISMAN_BASE.parts.cookies);
    }
    let edits = edits.iter().map(|edit| {
        let (name, value) = match edit.attribute {
            CookieAttribute::Secure(secure) => ("Secure", quote!(#secure)),
            CookieAttribute::HttpOnly(http_only) => ("HttpOnly", quote!(#http_only)),
            CookieAttribute::SameSite(value) => ("SameSite", same_site(private, value)),
            CookieAttribute::Partitioned(partitioned) => ("Partitioned", quote!(#partitioned)),
        };
        let name = Ident::new(name, Span::call_site());
        quote!(#private::CookieEdit::#name(#value))
    });
    quote!(#private::cookies(TALISMAN_BASE.parts.cookies, &[#(#edits),*]))
}
