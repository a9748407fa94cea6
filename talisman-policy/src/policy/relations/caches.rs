//! A nonce beside fields that let caches share the response: every visitor would get the same nonce.

use super::{Problem, Whole};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::field::Segment;
use crate::ground::word::MemberValue;
use crate::policy::settings::Options;
use crate::policy::{OptionName, SettingValue};

/// Fields that tell shared caches what to do, before or beside Cache-Control: RFC 9213 section 3 and those of the vendors.
const CACHE_FIELDS: &[&str] = &[
    "cache-control",
    "cdn-cache-control",
    "cloudflare-cdn-cache-control",
    "netlify-cdn-cache-control",
    "vercel-cdn-cache-control",
    "surrogate-control",
    "edge-control",
    "x-accel-expires",
];

/// Directives with which no shared cache keeps the response, or none without asking again.
const NOT_SHARED: &[&str] = &["private", "no-store", "no-cache"];

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    let shared = shared(whole.options);
    if shared.is_empty() {
        return;
    }
    let has_nonce = whole.policy.headers.iter().any(|(header, value)| {
        let field = value.field(*header);
        field.value.segments().contains(&Segment::Nonce)
    });
    for (place, problem) in shared {
        if has_nonce {
            out.report(place, problem);
        } else if !whole.constants().is_empty() {
            out.report_if(Condition::HasNonce, place, problem);
        }
    }
}

/// The same of a derived policy, whose base may have the nonce.
pub(super) fn derived(options: &Options<'_>, out: &mut Diagnostics) {
    for (place, problem) in shared(options) {
        out.report_if(Condition::HasNonce, place, problem);
    }
}

/// The custom fields that let caches share the response, each with what is wrong if it has a nonce.
fn shared(options: &Options<'_>) -> Vec<(Place, Problem)> {
    let setting = options.get(OptionName::CustomFields);
    let Some(SettingValue::Members(members)) = setting.map(|setting| &setting.value) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for member in members {
        let name = member.key.text.to_ascii_lowercase();
        let MemberValue::Item(value) = &member.value else {
            continue;
        };
        if CACHE_FIELDS.contains(&name.as_str()) && is_shared(&name, &value.text) {
            let write = match name.as_str() {
                "x-accel-expires" => "0",
                "cache-control" => "private",
                _ => "no-store",
            };
            found.push((Place::from(value), Problem::NonceInCache { name, write }));
        }
    }
    found
}

/// Whether a cache that many visitors share keeps the response for a while.
fn is_shared(name: &str, value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    if name == "x-accel-expires" {
        return !matches!(value.trim(), "0" | "off");
    }
    let directives: Vec<&str> = value.split([',', ';']).map(str::trim).collect();
    let lasts = |directive: &str| {
        let seconds = directive
            .split_once('=')
            .map_or("", |(_, seconds)| seconds.trim());
        match directive.split('=').next().map(str::trim) {
            Some("public" | "immutable") => true,
            Some("max-age" | "s-maxage") => seconds.trim_matches('"') != "0",
            _ => false,
        }
    };
    directives.iter().any(|directive| lasts(directive))
        && !directives
            .iter()
            .any(|directive| NOT_SHARED.contains(directive))
}
