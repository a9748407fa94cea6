//! What a policy is held to, as tokens. Most policies have no rules: they cost one name.

use proc_macro2::TokenStream;
use quote::quote;
use talisman_core::encoded::Encoder;
use talisman_policy::level::LevelSetting;
use talisman_policy::policy::{RuleChanges, Rules};

use crate::emit::{literals, option};

/// Pages that a policy was held against.
#[derive(Default)]
pub(crate) struct HeldPages {
    /// What they are known by.
    pub(crate) digests: Vec<String>,
    /// What they are sent with, if it is not what the policy has for all others.
    pub(crate) own: Option<Encoder>,
}

/// The rules of a policy by itself; `levels_of` has levels that hold for it too, a `&'static Rules`.
pub(crate) fn whole(
    krate: &TokenStream,
    levels_of: Option<&TokenStream>,
    rules: &Rules,
    levels: &[LevelSetting],
    pages: &[HeldPages],
) -> TokenStream {
    if *rules == Rules::default() && levels.is_empty() && pages.is_empty() {
        return levels_of.map_or_else(|| quote!(#krate::__private::Rules::NONE), Clone::clone);
    }
    let changes = RuleChanges {
        max_field_length: rules.max_field_length,
        bypass_hosts: Some(rules.bypass_hosts.clone()).filter(|hosts| !hosts.is_empty()),
        report_uri: Some(rules.report_uri.clone()).filter(|uris| !uris.is_empty()),
        framed_by_anyone: Some(rules.framed_by_anyone).filter(|anyone| *anyone),
    };
    let base = quote!(#krate::__private::Rules::EMPTY);
    let private = quote!(#krate::__private);
    let levels_of = option(&private, levels_of.cloned());
    let levels = self::levels(krate, &levels_of, levels);
    let pages = self::pages(krate, pages);
    changed(krate, &base, &changes, &levels, (pages, rules.in_meta))
}

/// The rules of a derived policy, whose base has `base`, a `&'static Rules`.
pub(crate) fn derived(
    krate: &TokenStream,
    base: &TokenStream,
    changes: &RuleChanges,
    levels: &[LevelSetting],
    pages: &[HeldPages],
) -> TokenStream {
    if *changes == RuleChanges::default() && levels.is_empty() && pages.is_empty() {
        return base.clone();
    }
    let levels = self::levels(
        krate,
        &quote!(#krate::__private::Option::Some(#base)),
        levels,
    );
    let pages = self::pages(krate, pages)
        .map(|pages| quote!(#pages pages_depth: TALISMAN_BASE.encoded.depth() + 1,));
    changed(krate, &quote!(*#base), changes, &levels, (pages, false))
}

fn changed(
    krate: &TokenStream,
    base: &TokenStream,
    changes: &RuleChanges,
    levels: &TokenStream,
    (pages, in_meta): (Option<TokenStream>, bool),
) -> TokenStream {
    let budget = changes.max_field_length;
    let budget =
        budget.map(|bytes| quote!(max_field_length: #krate::__private::Option::Some(#bytes),));
    let hosts = changes.bypass_hosts.as_ref();
    let hosts = hosts.map(|hosts| quote!(bypass_hosts: &[#(#hosts),*],));
    let uris = changes.report_uri.as_ref();
    let uris = uris.map(|uris| quote!(report_uri: &[#(#uris),*],));
    let framed = changes.framed_by_anyone;
    let framed = framed.map(|framed| quote!(framed_by_anyone: #framed,));
    let in_meta = in_meta.then(|| quote!(in_meta: true,));
    quote!(&#krate::__private::Rules { #budget #hosts #uris #framed #in_meta #pages levels: #levels, ..#base })
}

fn pages(krate: &TokenStream, pages: &[HeldPages]) -> Option<TokenStream> {
    let private = quote!(#krate::__private);
    let held = pages.iter().map(|HeldPages { digests, own }| {
        let own = own.as_ref().map(|own| {
            let words = literals(own);
            quote!((#words))
        });
        let own = option(&private, own);
        quote!(#private::HeldPages { digests: &[#(#digests),*], own: #own })
    });
    (!pages.is_empty()).then(|| quote!(pages: &[#(#held),*],))
}

fn levels(krate: &TokenStream, base: &TokenStream, levels: &[LevelSetting]) -> TokenStream {
    let own = levels.iter().map(|setting| {
        let (level, code) = (setting.level.as_str(), &setting.code.text);
        quote!((#level, #code))
    });
    quote!(#krate::__private::Levels { base: #base, own: &[#(#own),*] })
}
