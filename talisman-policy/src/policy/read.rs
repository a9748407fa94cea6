//! Options into a policy: defaults, the options that stand for a part of another one, and each header's own reader.

use super::option::{OptionName, Setting, SettingValue};
use super::settings::{Options, is_off, is_on, located, nobody_wrote, wrong};
use super::{Policy, content_security_policy, force_https, session_cookies, source_lists};
use crate::diagnostic::Diagnostics;
use crate::document_policy;
use crate::feature_policy;
use crate::permissions;
use crate::referrer_policy;
use crate::strict_transport_security::{self as sts, StrictTransportSecurity};
use crate::word::{Member, MemberValue, Spelling, Statement, Word};
use crate::x_content_type_options::{self, XContentTypeOptions};
use crate::x_download_options::{self, XDownloadOptions};
use crate::x_frame_options::{self, XFrameOptions};
use crate::x_xss_protection::{self, XXssProtection};

/// flask-talisman's default: a year of 365.2422 days.
const DEFAULT_MAX_AGE: &str = "31556926";

/// Reads the options of a policy; what is not written has flask-talisman's default.
///
/// The policy is whole even where problems were told: whether it may be used is [`Diagnostics::finish`]'s to say.
pub fn read(settings: &[Setting], out: &mut Diagnostics) -> Policy {
    let settings = source_lists::expand(settings, out);
    let options = Options::new(&settings, out);
    let policy = headers(&options, out);
    let csp = content_security_policy::read(&options, policy.x_frame_options.as_ref(), out);
    let policy = Policy {
        content_security_policy: csp.enforced,
        content_security_policy_report_only: csp.report_only,
        session_cookies: session_cookies::read(&options, out),
        ..policy
    };
    out.tell_once();
    policy
}

/// All but the CSPs and the session cookies.
pub(super) fn headers(options: &Options<'_>, out: &mut Diagnostics) -> Policy {
    Policy {
        feature_policy: optional(
            options,
            OptionName::FeaturePolicy,
            out,
            "directives such as { geolocation none; }",
            |value, out| match value {
                SettingValue::Statements(statements) => Some(feature_policy::read(statements, out)),
                _ => None,
            },
        ),
        permissions_policy: permissions_policy(options, out),
        document_policy: optional(
            options,
            OptionName::DocumentPolicy,
            out,
            "features such as { js-profiling: true }",
            |value, out| match value {
                SettingValue::Members(members) => Some(document_policy::read(members, out)),
                _ => None,
            },
        ),
        x_frame_options: frame_options(options, out),
        x_xss_protection: xss_protection(options, out),
        x_content_type_options: content_type_options(options, out),
        x_download_options: download_options(options, out),
        content_security_policy: None,
        content_security_policy_report_only: None,
        strict_transport_security: strict_transport_security(options, out),
        referrer_policy: referrer(options, out),
        force_https: force_https::read(options, out),
        session_cookies: None,
    }
}

/// A header that is not sent unless its option says so.
fn optional<T>(
    options: &Options<'_>,
    name: OptionName,
    out: &mut Diagnostics,
    expected: &str,
    read: impl FnOnce(&SettingValue, &mut Diagnostics) -> Option<Option<T>>,
) -> Option<T> {
    let setting = options.get(name).filter(|setting| !is_off(setting))?;
    let value = located(options, name, out, |out| read(&setting.value, out));
    value.unwrap_or_else(|| {
        wrong(setting, name, &format!("{expected}, or off"), out);
        None
    })
}

fn permissions_policy(options: &Options<'_>, out: &mut Diagnostics) -> Option<permissions::Policy> {
    let name = OptionName::PermissionsPolicy;
    if options.get(name).is_none() {
        let topics = Member {
            key: nobody_wrote("browsing-topics"),
            value: MemberValue::List(Vec::new()),
            parameters: Vec::new(),
        };
        return permissions::read(&[topics], &mut Diagnostics::new());
    }
    optional(
        options,
        name,
        out,
        "features such as { geolocation: (self) }",
        |value, out| match value {
            SettingValue::Members(members) => Some(permissions::read(members, out)),
            _ => None,
        },
    )
}

fn frame_options(options: &Options<'_>, out: &mut Diagnostics) -> Option<XFrameOptions> {
    let name = OptionName::FrameOptions;
    let allow_from = options.get(OptionName::FrameOptionsAllowFrom);
    let Some(setting) = options.get(name) else {
        options.needless(
            OptionName::FrameOptionsAllowFrom,
            "frame_options: ALLOW-FROM",
            out,
        );
        return x_frame_options::read(&[nobody_wrote("SAMEORIGIN")], out);
    };
    let is_allow_from = matches!(&setting.value, SettingValue::Words(words) if words.first().is_some_and(|word| word.is("ALLOW-FROM")));
    if !is_allow_from {
        options.needless(
            OptionName::FrameOptionsAllowFrom,
            "frame_options: ALLOW-FROM",
            out,
        );
    }
    optional(
        options,
        name,
        out,
        "DENY or SAMEORIGIN",
        |value, out| match value {
            SettingValue::Words(words) if !words.is_empty() => {
                let mut words = words.clone();
                match allow_from.map(|setting| &setting.value) {
                    Some(SettingValue::Words(origin)) if is_allow_from => {
                        words.extend(origin.iter().cloned());
                    }
                    _ => {}
                }
                Some(x_frame_options::read(&words, out))
            }
            _ => None,
        },
    )
}

fn xss_protection(options: &Options<'_>, out: &mut Diagnostics) -> Option<XXssProtection> {
    optional(
        options,
        OptionName::XXssProtection,
        out,
        "true, \"0\" or \"1; mode=block\"",
        |value, out| match value {
            SettingValue::Statements(statements) => Some(x_xss_protection::read(statements, out)),
            SettingValue::Words(words) if !words.is_empty() => {
                let statements: Vec<Statement> = words
                    .iter()
                    .map(|word| Statement {
                        name: word.clone(),
                        values: Vec::new(),
                    })
                    .collect();
                Some(x_xss_protection::read(&statements, out))
            }
            _ => None,
        },
    )
}

fn content_type_options(
    options: &Options<'_>,
    out: &mut Diagnostics,
) -> Option<XContentTypeOptions> {
    let name = OptionName::XContentTypeOptions;
    if options.get(name).is_none_or(is_on) {
        return Some(XContentTypeOptions);
    }
    optional(options, name, out, "true", |value, out| match value {
        SettingValue::Words(words) if !words.is_empty() => {
            Some(x_content_type_options::read(words, out))
        }
        _ => None,
    })
}

fn download_options(options: &Options<'_>, out: &mut Diagnostics) -> Option<XDownloadOptions> {
    optional(
        options,
        OptionName::ForceFileSave,
        out,
        "true",
        |value, out| match value {
            SettingValue::Words(words) if !words.is_empty() => {
                Some(x_download_options::read(words, out))
            }
            _ => None,
        },
    )
}

fn referrer(
    options: &Options<'_>,
    out: &mut Diagnostics,
) -> Option<referrer_policy::ReferrerPolicy> {
    let name = OptionName::ReferrerPolicy;
    if options.get(name).is_none() {
        return referrer_policy::read(&[nobody_wrote("strict-origin-when-cross-origin")], out);
    }
    optional(
        options,
        name,
        out,
        "no-referrer, same-origin, strict-origin-when-cross-origin or another policy",
        |value, out| match value {
            SettingValue::Words(words) if !words.is_empty() => {
                Some(referrer_policy::read(words, out))
            }
            _ => None,
        },
    )
}

fn strict_transport_security(
    options: &Options<'_>,
    out: &mut Diagnostics,
) -> Option<StrictTransportSecurity> {
    let parts = [
        (OptionName::StrictTransportSecurityMaxAge, "max_age"),
        (
            OptionName::StrictTransportSecurityIncludeSubdomains,
            "include_subdomains",
        ),
        (OptionName::StrictTransportSecurityPreload, "preload"),
    ];
    let name = OptionName::StrictTransportSecurity;
    let mut from_text = false;
    let mut directives = match options.get(name) {
        Some(setting) if is_off(setting) => {
            for (part, _) in parts {
                options.needless(part, "strict_transport_security: true", out);
            }
            return None;
        }
        Some(setting) => match &setting.value {
            SettingValue::Statements(statements) => {
                from_text = statements
                    .iter()
                    .any(|statement| statement.name.spelling == Spelling::Text);
                statements.clone()
            }
            _ if is_on(setting) => Vec::new(),
            _ => {
                wrong(
                    setting,
                    name,
                    "true, false, or { max_age: 63072000, include_subdomains: true, preload: false }",
                    out,
                );
                return None;
            }
        },
        None => Vec::new(),
    };
    for (part, directive) in parts {
        if let Some(Setting {
            name,
            value: SettingValue::Words(values),
        }) = options.get(part)
        {
            let name = Word {
                text: directive.to_owned(),
                ..name.clone()
            };
            directives.push(Statement {
                name,
                values: values.clone(),
            });
        }
    }
    if !from_text {
        for (directive, value) in [("max_age", DEFAULT_MAX_AGE), ("include_subdomains", "true")] {
            if !directives.iter().any(|given| given.name.text == directive) {
                directives.push(Statement {
                    name: nobody_wrote(directive),
                    values: vec![nobody_wrote(value)],
                });
            }
        }
    }
    located(options, name, out, |out| sts::read(&directives, out))
}
