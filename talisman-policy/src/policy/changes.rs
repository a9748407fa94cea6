//! The options of a derived policy: what they say differs from the base, and everything else is the base's.

use super::content_security_policy::{self, Assembled};
use super::force_https::{self, ForceHttpsChange};
use super::option::{OptionName, Setting};
use super::settings::Options;
use super::strict_transport_security::{self, HstsChange};
use super::{
    CookieChange, Pages, RuleChanges, custom_fields, delivery, find, length, pages, relations,
    rules, session_cookies, source_lists,
};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::field::Field;
use crate::ground::word::Site;
use crate::headers::csp::{self, Edit, Sited};
use crate::headers::header::{Header, HeaderPolicy};
use crate::headers::shape::Shape;

/// How a policy differs from its base.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Changes {
    /// The headers that are set or left out, those that are changed directive by directive apart.
    pub headers: Vec<(Header, Option<HeaderPolicy>)>,
    /// The fields of the user's own that are set or, by their names, left out.
    pub custom_fields: Vec<FieldChange>,
    /// Content-Security-Policy.
    pub content_security_policy: CspChange,
    /// Content-Security-Policy-Report-Only.
    pub content_security_policy_report_only: CspChange,
    /// Strict-Transport-Security.
    pub strict_transport_security: HstsChange,
    /// Whether the enforced policy, with its changes, becomes the report-only one.
    pub only_reports: bool,
    /// The fields that are taken off responses, if they differ.
    pub remove_fields: Option<Vec<String>>,
    /// Whether and how requests over http are redirected.
    pub force_https: ForceHttpsChange,
    /// The session cookies.
    pub session_cookies: CookieChange,
    /// What it is held to, where that differs.
    pub rules: RuleChanges,
    /// The pages that it is made for.
    pub pages: Pages,
}

/// What happens to a field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FieldChange {
    /// It is this.
    Set(Field),
    /// It is not sent.
    Off(String),
}

/// What happens to a CSP.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CspChange {
    /// The base's, with these changes.
    Edit(Vec<Edit>),
    /// Another one.
    Replace(csp::Policy),
    /// It is not sent.
    Off,
}

impl CspChange {
    /// The policy, where it is another one than the base's.
    #[must_use]
    pub fn whole(&self) -> Option<&csp::Policy> {
        match self {
            Self::Replace(csp) => Some(csp),
            Self::Edit(_) | Self::Off => None,
        }
    }

    /// The constant that has the directives.
    pub(super) fn constant(&self) -> Option<&Sited<String>> {
        self.whole()?.constant()
    }
}

impl Changes {
    /// The constants that have directives of the policy, in the order of [`encode`](Self::encode).
    #[must_use]
    pub fn constants(&self) -> Vec<Site> {
        let changes = [
            &self.content_security_policy,
            &self.content_security_policy_report_only,
        ];
        let constants = changes.into_iter().filter_map(CspChange::constant);
        constants.map(|constant| constant.site).collect()
    }
}

/// Reads the options of a derived policy.
pub fn read_changes(settings: &[Setting], out: &mut Diagnostics) -> Changes {
    let settings = source_lists::expand(settings, out);
    let options = Options::new(&settings, true, out);
    let headers = super::read::headers(&options, out);
    let force_https = force_https::read_change(&options, out);
    let strict_transport_security = strict_transport_security::read_change(&options, out);
    let frames = find(&headers, Header::XFrameOptions);
    let frames = frames.filter(|_| is_written(&options, Header::XFrameOptions));
    let Assembled {
        main: content_security_policy,
        report_only: content_security_policy_report_only,
        only_reports,
    } = content_security_policy::assemble(&options, frames, out);
    let headers = header_changes(&options, &headers);
    let custom_fields = custom_fields::read(&options, out);
    let custom_fields: Vec<FieldChange> = custom_fields
        .into_iter()
        .map(|field| {
            let off = || FieldChange::Off(field.name.text.to_ascii_lowercase());
            field.value.map_or_else(off, FieldChange::Set)
        })
        .collect();
    let set = set_fields(&headers, &custom_fields);
    let remove_fields = options
        .get(OptionName::RemoveFields)
        .map(|_| custom_fields::removed(&options, &set, out));
    length::check_derived(&options, out);
    let changes = Changes {
        headers,
        custom_fields,
        remove_fields,
        content_security_policy,
        content_security_policy_report_only,
        strict_transport_security,
        only_reports,
        force_https,
        session_cookies: session_cookies::read_change(&options, out),
        rules: rules::read_changes(&options),
        pages: pages::read(&options, out),
    };
    delivery::check_derived(&changes, &options, out);
    if !out.has_errors() {
        relations::derived::all(&changes, &options, out);
    }
    csp::retract_quotes(out);
    out.deduplicate();
    changes
}

fn set_fields(
    headers: &[(Header, Option<HeaderPolicy>)],
    custom_fields: &[FieldChange],
) -> Vec<Field> {
    let mut fields = Vec::new();
    for (header, value) in headers {
        fields.extend(value.as_ref().map(|value| value.field(*header)));
    }
    for change in custom_fields {
        if let FieldChange::Set(field) = change {
            fields.push(field.clone());
        }
    }
    fields
}

/// Whether an option decides a header: its own, or one that stands for a part of it.
fn is_written(options: &Options<'_>, header: Header) -> bool {
    let part = OptionName::FrameOptionsAllowFrom;
    options.of(header).is_some() || header == Header::XFrameOptions && options.get(part).is_some()
}

/// The headers that are written, those that are changed directive by directive apart.
fn header_changes(
    options: &Options<'_>,
    headers: &[(Header, HeaderPolicy)],
) -> Vec<(Header, Option<HeaderPolicy>)> {
    let mut changes = Vec::new();
    for header in Header::ALL {
        let by_directive =
            header.fact() == Shape::Directives || *header == Header::StrictTransportSecurity;
        if is_written(options, *header) && !by_directive {
            changes.push((*header, find(headers, *header).cloned()));
        }
    }
    changes
}
