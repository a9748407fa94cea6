//! `content_security_policy` and the options that add to it: one policy of each disposition.

use super::Problem;
use super::option::{OptionName, SettingValue};
use super::settings::{NOWHERE, Options, at, is_off, is_on, located, nobody_wrote, words, wrong};
use super::switches;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Site, Spelling, Statement, Word};
use crate::headers::csp::{self, DirectiveName, Disposition};
use crate::headers::header::{Header, HeaderPolicy};
use crate::headers::x_frame_options::XFrameOptions;
use crate::text;

/// flask-talisman's default policy.
const DEFAULT_CSP: &str = "default-src 'self'; object-src 'none'";

/// Reads `content_security_policy` and the options that add to it: at most one policy of each disposition.
pub(super) fn read(
    options: &Options<'_>,
    frames: Option<&HeaderPolicy>,
    out: &mut Diagnostics,
) -> Vec<(Header, HeaderPolicy)> {
    let mut main = main_csp(options, out);
    let (mut second, disposition) = report_only_csp(options, out);
    if main.is_none() && second.is_none() {
        options.needless(
            OptionName::ContentSecurityPolicyNonceIn,
            "content_security_policy",
            out,
        );
        options.needless(
            OptionName::ContentSecurityPolicyReportUri,
            "content_security_policy",
            out,
        );
        for switch in switches::ALL {
            options.needless(switch, "content_security_policy", out);
        }
    }
    let first = if main.is_some() {
        main.as_mut()
    } else {
        second.as_mut()
    };
    if let Some(statements) = first {
        switches::add(options, statements, out);
        add_nonce(options, statements, out);
        add_absent(ancestors(frames), statements);
    }
    for statements in [main.as_mut(), second.as_mut()].into_iter().flatten() {
        add_absent(report_uri(options), statements);
    }
    // A policy that only reports is told of where that is said.
    let (header, owner) = match disposition {
        Disposition::Enforce => (
            Header::ContentSecurityPolicy,
            OptionName::ContentSecurityPolicy,
        ),
        Disposition::Report => (
            Header::ContentSecurityPolicyReportOnly,
            OptionName::ContentSecurityPolicyReportOnly,
        ),
    };
    let main = located(options, owner, out, |out| {
        csp::read(&main?, disposition, out)
    });
    let owner = OptionName::ContentSecurityPolicyReportOnly;
    let second = located(options, owner, out, |out| {
        csp::read(&second?, Disposition::Report, out)
    });
    let policies = [
        (main.as_ref(), disposition),
        (second.as_ref(), Disposition::Report),
    ];
    bypass_hosts(options, policies, out);
    let mut read = Vec::new();
    if let Some(policy) = main {
        read.push((header, HeaderPolicy::Csp(policy)));
    }
    if let Some(policy) = second {
        let header = Header::ContentSecurityPolicyReportOnly;
        read.push((header, HeaderPolicy::Csp(policy)));
    }
    read
}

fn main_csp(options: &Options<'_>, out: &mut Diagnostics) -> Option<Vec<Statement>> {
    let name = OptionName::ContentSecurityPolicy;
    let Some(setting) = options.get(name) else {
        return Some(default_csp());
    };
    match &setting.value {
        SettingValue::Statements(statements) => Some(statements.clone()),
        SettingValue::Words(_) if is_on(setting) => Some(default_csp()),
        SettingValue::Words(_) if is_off(setting) => None,
        _ => {
            wrong(setting, name, &format!("{}, or off", name.expected()), out);
            None
        }
    }
}

fn default_csp() -> Vec<Statement> {
    let mut statements = text::split_directives(DEFAULT_CSP, Site(0)).statements;
    for statement in &mut statements {
        statement.name.site = NOWHERE;
        for value in &mut statement.values {
            value.site = NOWHERE;
        }
    }
    statements
}

/// The second policy, if there is one, and what becomes of the first: `true` makes it report-only itself.
fn report_only_csp(
    options: &Options<'_>,
    out: &mut Diagnostics,
) -> (Option<Vec<Statement>>, Disposition) {
    let name = OptionName::ContentSecurityPolicyReportOnly;
    match options.get(name) {
        None => (None, Disposition::Enforce),
        Some(setting) => match &setting.value {
            SettingValue::Statements(statements) => {
                (Some(statements.clone()), Disposition::Enforce)
            }
            SettingValue::Words(_) if is_on(setting) => (None, Disposition::Report),
            SettingValue::Words(_) if is_off(setting) => (None, Disposition::Enforce),
            _ => {
                wrong(setting, name, name.expected(), out);
                (None, Disposition::Enforce)
            }
        },
    }
}

/// `content_security_policy_nonce_in`: a nonce at the end of each directive named.
pub(super) fn add_nonce(
    options: &Options<'_>,
    statements: &mut [Statement],
    out: &mut Diagnostics,
) {
    let name = OptionName::ContentSecurityPolicyNonceIn;
    let Some(setting) = options.get(name) else {
        return;
    };
    let expected = "directives in brackets, such as [script-src, style-src]";
    let Some(words) = words(setting, name, expected, out) else {
        return;
    };
    for word in words {
        match statements
            .iter_mut()
            .find(|statement| statement.name.is(&word.text))
        {
            Some(statement) => {
                let is_nonce = |value: &Word| matches!(value.text.as_str(), "nonce" | "'nonce'");
                if !statement.values.iter().any(is_nonce) {
                    statement.values.push(at(word, "nonce"));
                }
            }
            None => out.report(
                word,
                Problem::NonceInAbsentDirective {
                    name: word.text.clone(),
                },
            ),
        }
    }
}

/// Adds the directives that other options bring, where the policy does not have them.
pub(super) fn add_absent(brought: Option<Statement>, statements: &mut Vec<Statement>) {
    if let Some(statement) = brought {
        if !statements
            .iter()
            .any(|other| other.name.is(&statement.name.text))
        {
            statements.push(statement);
        }
    }
}

/// `content_security_policy_bypass_hosts`: hosts from which no policy that stands here whole may take scripts.
pub(super) fn bypass_hosts(
    options: &Options<'_>,
    policies: [(Option<&csp::Policy>, Disposition); 2],
    out: &mut Diagnostics,
) {
    let name = OptionName::ContentSecurityPolicyBypassHosts;
    let Some(setting) = options.get(name) else {
        return;
    };
    let expected = "hosts in brackets, such as [\"ajax.example.com\", \"cdn.example.com/jsonp\"]";
    let Some(hosts) = words(setting, name, expected, out) else {
        return;
    };
    if policies.iter().all(|(policy, _)| policy.is_none()) && !out.has_errors() {
        options.needless(
            name,
            "a content_security_policy with all of its directives",
            out,
        );
    }
    for (policy, disposition) in policies {
        if let Some(policy) = policy {
            csp::weakness::bypass(policy, disposition, hosts, out);
        }
    }
}

/// `content_security_policy_report_uri`: the directive.
pub(super) fn report_uri(options: &Options<'_>) -> Option<Statement> {
    let setting = options.get(OptionName::ContentSecurityPolicyReportUri)?;
    let SettingValue::Words(values) = &setting.value else {
        return None;
    };
    Some(Statement {
        name: at(&setting.name, DirectiveName::ReportUri.as_str()),
        values: values.clone(),
    })
}

/// ALLOW-FROM is ignored by browsers: frame-ancestors does what it was meant to do.
pub(super) fn ancestors(frames: Option<&HeaderPolicy>) -> Option<Statement> {
    let Some(HeaderPolicy::XFrameOptions(XFrameOptions::AllowFrom(allowed))) = frames else {
        return None;
    };
    let origin = Word {
        text: allowed.origin.clone(),
        spelling: Spelling::Literal,
        site: allowed.site,
    };
    Some(Statement {
        name: nobody_wrote(DirectiveName::FrameAncestors.as_str()),
        values: vec![origin],
    })
}
