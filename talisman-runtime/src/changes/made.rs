//! Policies that were made when the program started.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use talisman_core::encoded::{Encoded, Encoder};
use talisman_policy::policy::{
    Changes, CookieAttribute, CookieChange, ForceHttpsChange, ForceHttpsEdit, RuleChanges,
    SameSite, SessionCookies,
};

use crate::compiled::Compiled;
use crate::cookie;
use crate::field::{ForceHttps, Levels, Parts, Rules};
use crate::inherit::cookies::{CookieEdit, cookies};
use crate::inherit::force_https::{self, RedirectStatus};
use crate::inherit::{self, Base};
use crate::policy::Repr;

/// Every policy that was made, under what it was made of.
///
/// What a response copies has to live as long as the program: otherwise every response counts who holds it, for each field, in
/// places that all threads share. So a policy is made for good; and one that was made before is not made again, so that a
/// program that reads its configuration again every hour does not grow.
static MADE: Mutex<BTreeMap<String, Repr>> = Mutex::new(BTreeMap::new());

/// The policy of this base with these changes.
pub(super) fn policy(base: &Base, changes: &Changes) -> Repr {
    let encoder = changes.encode();
    let parts = (
        &changes.remove_fields,
        &changes.force_https,
        &changes.session_cookies,
        &changes.rules,
    );
    let key = format!(
        "{base:?} {:?} {:?} {parts:?}",
        encoder.text(),
        encoder.index()
    );
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.entry(key)
        .or_insert_with(|| {
            made_of(
                derived(base.encoded, &encoder),
                parts_of(base.parts, changes),
            )
        })
        .clone()
}

fn made_of(encoded: Encoded, parts: &'static Parts) -> Repr {
    Repr::Made {
        encoded,
        parts,
        compiled: Box::leak(Box::new(Compiled::new(inherit::fields(&encoded), parts))),
    }
}

/// Words after those of a base.
pub(super) fn derived(base: Encoded, words: &Encoder) -> Encoded {
    Encoded::derived(
        Box::leak(Box::new(base)),
        text(words.text()),
        words.index().to_vec().leak(),
    )
}

/// What else the policy decides, as generated code says it of a derived policy.
fn parts_of(base: &'static Parts, changes: &Changes) -> &'static Parts {
    let remove = changes.remove_fields.as_deref();
    Box::leak(Box::new(Parts {
        remove: remove.map_or(base.remove, list),
        force_https: match &changes.force_https {
            ForceHttpsChange::Keep => base.force_https,
            ForceHttpsChange::Edit(edit) => redirect(base.force_https, edit),
            ForceHttpsChange::Off => None,
        },
        cookies: match &changes.session_cookies {
            CookieChange::Edit(edits) => {
                let edits = edits.iter().map(|edit| attribute(edit.attribute));
                cookies(base.cookies, &edits.collect::<Vec<_>>())
            }
            CookieChange::Replace(cookies) => cookies.as_ref().map(session_cookies),
        },
        rules: rules(base.rules, &changes.rules),
    }))
}

fn redirect(base: Option<ForceHttps>, edit: &ForceHttpsEdit) -> Option<ForceHttps> {
    let to = |to: &Option<String>| to.as_deref().map(text);
    let edit = force_https::ForceHttpsEdit {
        status: match (edit.status, edit.permanent) {
            (Some(status), _) => RedirectStatus::Is(status),
            (None, Some(true)) => RedirectStatus::Permanent,
            (None, Some(false)) => RedirectStatus::Temporary,
            (None, None) => RedirectStatus::Base,
        },
        hosts: edit.hosts.as_deref().map(list),
        to: edit.to.as_ref().map(to),
        exempt: edit.exempt.as_deref().map(list),
    };
    force_https::force_https(base, edit)
}

fn attribute(attribute: CookieAttribute) -> CookieEdit {
    match attribute {
        CookieAttribute::Secure(secure) => CookieEdit::Secure(secure),
        CookieAttribute::HttpOnly(http_only) => CookieEdit::HttpOnly(http_only),
        CookieAttribute::SameSite(value) => CookieEdit::SameSite(value.map(same_site)),
        CookieAttribute::Partitioned(partitioned) => CookieEdit::Partitioned(partitioned),
    }
}

fn session_cookies(cookies: &SessionCookies) -> cookie::SessionCookies {
    cookie::SessionCookies {
        names: list(&cookies.names),
        secure: cookies.secure,
        http_only: cookies.http_only,
        same_site: cookies.same_site.map(same_site),
        partitioned: cookies.partitioned,
    }
}

fn same_site(value: SameSite) -> cookie::SameSite {
    match value {
        SameSite::None => cookie::SameSite::None,
        SameSite::Lax => cookie::SameSite::Lax,
        // The language has no other.
        _ => cookie::SameSite::Strict,
    }
}

fn rules(base: &'static Rules, changes: &RuleChanges) -> &'static Rules {
    if *changes == RuleChanges::default() {
        return base;
    }
    let hosts = changes.bypass_hosts.as_deref();
    let uris = changes.report_uri.as_deref();
    Box::leak(Box::new(Rules {
        max_field_length: changes.max_field_length.or(base.max_field_length),
        bypass_hosts: hosts.map_or(base.bypass_hosts, list),
        report_uri: uris.map_or(base.report_uri, list),
        framed_by_anyone: changes.framed_by_anyone.unwrap_or(base.framed_by_anyone),
        in_meta: base.in_meta,
        levels: Levels {
            base: Some(base),
            own: &[],
        },
        // Nothing was checked against what it is now.
        pages: &[],
        pages_depth: 0,
    }))
}

fn text(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn list(texts: &[String]) -> &'static [&'static str] {
    texts.iter().map(|it| text(it)).collect::<Vec<_>>().leak()
}
