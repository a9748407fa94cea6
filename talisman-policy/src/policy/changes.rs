//! The options of a derived policy: what they say differs from the base, and everything else is the base's.

use super::content_security_policy::add_absent;
use super::option::{OptionName, Setting, SettingValue};
use super::settings::{Options, at, is_off, is_on, located, wrong};
use super::{
    Budget, CookieChange, ForceHttps, RuleChanges, content_security_policy, custom_fields, find,
    length, rules, session_cookies, source_lists, switches,
};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::field::Field;
use crate::ground::word::Statement;
use crate::headers::csp::{self, Disposition, Edit, Operator};
use crate::headers::header::{Header, HeaderPolicy};
use crate::headers::shape::Shape;
use crate::headers::strict_transport_security::StrictTransportSecurity;

/// How a policy differs from its base.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Changes {
    /// The fields that are set or left out, the CSPs apart.
    pub fields: Vec<FieldChange>,
    /// Content-Security-Policy.
    pub content_security_policy: CspChange,
    /// Content-Security-Policy-Report-Only.
    pub content_security_policy_report_only: CspChange,
    /// Strict-Transport-Security, if it differs.
    pub strict_transport_security: Option<Option<StrictTransportSecurity>>,
    /// Whether the enforced policy, with its changes, becomes the report-only one.
    pub only_reports: bool,
    /// The fields that are taken off responses, if they differ.
    pub remove_fields: Option<Vec<String>>,
    /// How long a field may be, if that is said.
    pub max_field_length: Option<Budget>,
    /// Whether and how requests over http are redirected, if that differs.
    pub force_https: Option<Option<ForceHttps>>,
    /// The session cookies.
    pub session_cookies: CookieChange,
    /// What it is held to, where that differs.
    pub rules: RuleChanges,
}

/// What becomes of a field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FieldChange {
    /// It is this.
    Set(Field),
    /// It is not sent.
    Off(String),
}

impl FieldChange {
    fn set(&self) -> Option<&Field> {
        match self {
            Self::Set(field) => Some(field),
            Self::Off(_) => None,
        }
    }
}

/// What becomes of a CSP.
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
    /// The policy that stands here whole.
    fn replaced(&self) -> Option<&csp::Policy> {
        match self {
            Self::Replace(policy) => Some(policy),
            Self::Edit(_) | Self::Off => None,
        }
    }
}

/// Options that say a part of what another one says whole: in a derived policy the other one must stand there too, because
/// the rest would be a default and not the base's.
const PARTS: &[(OptionName, OptionName)] = &[
    (
        OptionName::StrictTransportSecurityPreload,
        OptionName::StrictTransportSecurity,
    ),
    (
        OptionName::StrictTransportSecurityMaxAge,
        OptionName::StrictTransportSecurity,
    ),
    (
        OptionName::StrictTransportSecurityIncludeSubdomains,
        OptionName::StrictTransportSecurity,
    ),
    (OptionName::ForceHttpsPermanent, OptionName::ForceHttps),
    (OptionName::ForceHttpsHosts, OptionName::ForceHttps),
    (OptionName::ForceHttpsTo, OptionName::ForceHttps),
    (OptionName::ForceHttpsExempt, OptionName::ForceHttps),
];

/// Reads the options of a derived policy.
pub fn read_changes(settings: &[Setting], out: &mut Diagnostics) -> Changes {
    let settings = source_lists::expand(settings, out);
    let options = Options::new(&settings, out);
    for (part, whole) in PARTS {
        if options.get(*whole).is_none() {
            options.needless(*part, whole.as_str(), out);
        }
    }
    let headers = super::read::headers(&options, out);
    let force_https = super::force_https::read(&options, out);
    let only_reports = options
        .get(OptionName::ContentSecurityPolicyReportOnly)
        .is_some_and(is_on);
    let enforced = if only_reports {
        Disposition::Report
    } else {
        Disposition::Enforce
    };
    let frames = find(&headers, Header::XFrameOptions)
        .filter(|_| options.get(OptionName::FrameOptions).is_some());
    let mut fields = field_changes(&options, &headers);
    fields.extend(custom_fields::read(&options, out).into_iter().map(|field| {
        let off = || FieldChange::Off(field.name.text.to_ascii_lowercase());
        field.value.map_or_else(off, FieldChange::Set)
    }));
    let set: Vec<Field> = fields
        .iter()
        .filter_map(FieldChange::set)
        .cloned()
        .collect();
    let remove_fields = options
        .get(OptionName::RemoveFields)
        .map(|_| custom_fields::removed(&options, &set, out));
    let sts = Header::StrictTransportSecurity;
    let strict_transport_security = options.of(sts).map(|_| match find(&headers, sts) {
        Some(HeaderPolicy::StrictTransportSecurity(policy)) => Some(policy.clone()),
        _ => None,
    });
    let changes = Changes {
        fields,
        strict_transport_security,
        remove_fields,
        max_field_length: length::read(&options, out),
        content_security_policy: csp_change(
            &options,
            OptionName::ContentSecurityPolicy,
            enforced,
            frames,
            out,
        ),
        content_security_policy_report_only: if only_reports {
            CspChange::Off
        } else {
            csp_change(
                &options,
                OptionName::ContentSecurityPolicyReportOnly,
                Disposition::Report,
                None,
                out,
            )
        },
        only_reports,
        force_https: options.get(OptionName::ForceHttps).map(|_| force_https),
        session_cookies: session_cookies::read_change(&options, out),
        rules: rules::read_changes(&options),
    };
    let replaced = [
        (changes.content_security_policy.replaced(), enforced),
        (
            changes.content_security_policy_report_only.replaced(),
            Disposition::Report,
        ),
    ];
    content_security_policy::bypass_hosts(&options, replaced, out);
    out.tell_once();
    changes
}

/// The headers whose option is written, the CSPs apart.
fn field_changes(options: &Options<'_>, headers: &[(Header, HeaderPolicy)]) -> Vec<FieldChange> {
    let is_encoded_by_directive = |header: &Header| {
        header.fact() == Shape::Directives || *header == Header::StrictTransportSecurity
    };
    let is_written = |header: &Header| options.of(*header).is_some();
    let change = |header: Header| match find(headers, header) {
        Some(value) => FieldChange::Set(value.field(header)),
        None => FieldChange::Off(header.field_name()),
    };
    let written = Header::ALL.iter().copied();
    written
        .filter(|header| is_written(header) && !is_encoded_by_directive(header))
        .map(change)
        .collect()
}

fn csp_change(
    options: &Options<'_>,
    name: OptionName,
    disposition: Disposition,
    frames: Option<&HeaderPolicy>,
    out: &mut Diagnostics,
) -> CspChange {
    let is_main = name == OptionName::ContentSecurityPolicy;
    let mut edits = Vec::new();
    match options.get(name) {
        None => {}
        Some(setting) if is_off(setting) => {
            for switch in switches::ALL.into_iter().filter(|_| is_main) {
                options.needless(switch, "content_security_policy", out);
            }
            return CspChange::Off;
        }
        Some(setting) => match &setting.value {
            SettingValue::Edits(statements) => edits.clone_from(statements),
            SettingValue::Statements(statements) => {
                let mut statements = statements.clone();
                if is_main {
                    switches::add(options, &mut statements, out);
                    content_security_policy::add_nonce(options, &mut statements, out);
                    add_absent(content_security_policy::ancestors(frames), &mut statements);
                }
                add_absent(
                    content_security_policy::report_uri(options),
                    &mut statements,
                );
                let policy = located(options, name, out, |out| {
                    csp::read(&statements, disposition, out)
                });
                return policy.map_or(CspChange::Off, CspChange::Replace);
            }
            _ => {
                wrong(
                    setting,
                    name,
                    "directives such as { ..; script-src += \"https://cdn.example.com\"; }, or off",
                    out,
                );
                return CspChange::Off;
            }
        },
    }
    if is_main {
        switches::add_edits(options, &mut edits, out);
        let brought = [
            content_security_policy::ancestors(frames),
            content_security_policy::report_uri(options),
        ];
        for statement in brought.into_iter().flatten() {
            if !edits
                .iter()
                .any(|(_, other)| other.name.is(&statement.name.text))
            {
                edits.push((Operator::SetIfSent, statement));
            }
        }
        merge_nonces(options, &mut edits);
    }
    CspChange::Edit(csp::read_edits(&edits, out))
}

/// `content_security_policy_nonce_in`: a nonce behind what stands there, or behind what is added there anyway.
fn merge_nonces(options: &Options<'_>, edits: &mut Vec<(Operator, Statement)>) {
    let Some(Setting {
        value: SettingValue::Words(words),
        ..
    }) = options.get(OptionName::ContentSecurityPolicyNonceIn)
    else {
        return;
    };
    for word in words {
        switches::append(edits, word, at(word, "nonce"));
    }
}
