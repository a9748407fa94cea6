//! `content_security_policy` and the options that add to it: one policy of each disposition.

use super::Problem;
use super::option::{OptionName, SettingValue};
use super::settings::{NOWHERE, Options, at, is_off, is_on, located, nobody_wrote, wrong};
use super::switches;
use crate::csp::{self, DirectiveName, Disposition};
use crate::diagnostic::Diagnostics;
use crate::text;
use crate::word::{Site, Spelling, Statement, Word};
use crate::x_frame_options::XFrameOptions;

/// flask-talisman's default policy.
const DEFAULT_CSP: &str = "default-src 'self'; object-src 'none'";

/// The policies that a browser gets, at most one of each disposition.
#[derive(Default)]
pub(super) struct Csps {
    pub(super) enforced: Option<csp::Policy>,
    pub(super) report_only: Option<csp::Policy>,
}

/// Reads `content_security_policy` and the options that add to it.
pub(super) fn read(
    options: &Options<'_>,
    frames: Option<&XFrameOptions>,
    out: &mut Diagnostics,
) -> Csps {
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
    let enforced = disposition == Disposition::Enforce;
    let owner = if enforced {
        OptionName::ContentSecurityPolicy
    } else {
        OptionName::ContentSecurityPolicyReportOnly
    };
    let main = located(options, owner, out, |out| {
        csp::read(&main?, disposition, out)
    });
    let owner = OptionName::ContentSecurityPolicyReportOnly;
    let second = located(options, owner, out, |out| {
        csp::read(&second?, Disposition::Report, out)
    });
    if enforced {
        Csps {
            enforced: main,
            report_only: second,
        }
    } else {
        Csps {
            enforced: None,
            report_only: main,
        }
    }
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
            wrong(
                setting,
                name,
                "directives such as { default-src self; }, or off",
                out,
            );
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
                wrong(
                    setting,
                    name,
                    "true, false, or directives such as { default-src self; report-uri \"/csp\"; }",
                    out,
                );
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
    let SettingValue::Words(words) = &setting.value else {
        return wrong(
            setting,
            name,
            "directives in brackets, such as [script-src, style-src]",
            out,
        );
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
pub(super) fn ancestors(frames: Option<&XFrameOptions>) -> Option<Statement> {
    let Some(XFrameOptions::AllowFrom(allowed)) = frames else {
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
