//! `content_security_policy` and the options that add to it: one policy of each disposition, whole or as changes of a base's.

mod constant;

use super::Problem;
use super::changes::CspChange;
use super::option::{OptionName, Setting, SettingValue};
use super::settings::{
    NOWHERE, Options, at, implied_word, is_off, is_on, report_at_option, words, wrong,
};
use super::switches;
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Site, Spelling, Statement, Word};
use crate::headers::csp::{self, DirectiveName, Disposition, Operator};
use crate::headers::header::HeaderPolicy;
use crate::headers::x_frame_options::XFrameOptions;
use crate::text;

/// flask-talisman's default policy.
const DEFAULT_CSP: &str = "default-src 'self'; object-src 'none'";

/// What the options come to.
pub(super) struct Assembled {
    /// The policy that `content_security_policy` is about.
    pub(super) main: CspChange,
    /// The one that only reports, beside it.
    pub(super) report_only: CspChange,
    /// Whether the first only reports as well.
    pub(super) only_reports: bool,
}

/// A policy before its words are read.
enum Draft {
    /// All of it.
    Whole(Vec<Statement>),
    /// How it differs from the base's.
    Edits(Vec<(Operator, Statement)>),
    /// That of a constant, by its path.
    Constant(Word),
    /// None.
    Off,
}

/// Reads `content_security_policy` and the options that add to it.
pub(super) fn assemble(
    options: &Options<'_>,
    frames: Option<&HeaderPolicy>,
    out: &mut Diagnostics,
) -> Assembled {
    let mut main = main_csp(options, out);
    let (mut second, only_reports) = report_only_csp(options, out);
    needless(options, &main, &second, out);
    moves_nothing(options, &main, only_reports, out);
    constant::refuse_additions(options, frames, [&main, &second], out);
    let first = match main {
        Draft::Off => &mut second,
        _ => &mut main,
    };
    first.add_switches(options, out);
    first.add_nonce(options, out);
    first.bring(ancestors(frames));
    main.bring(report_uri(options));
    second.bring(report_uri(options));
    // A report-only policy has a check of its own for that.
    let (owner, disposition) = if only_reports {
        (
            OptionName::ContentSecurityPolicyReportOnly,
            Disposition::Report,
        )
    } else {
        (OptionName::ContentSecurityPolicy, Disposition::Enforce)
    };
    // What moves to the other field is the base's enforced policy.
    let main = main.read(options, owner, (disposition, Disposition::Enforce), out);
    let owner = OptionName::ContentSecurityPolicyReportOnly;
    let report = Disposition::Report;
    let report_only = second.read(options, owner, (report, report), out);
    if let (CspChange::Replace(main), CspChange::Replace(report_only)) = (&main, &report_only) {
        csp::slot::agree_between(main, report_only, out);
    }
    bypass_hosts(options, [(&main, disposition), (&report_only, report)], out);
    switches::name_options(options, out);
    Assembled {
        main,
        report_only,
        only_reports,
    }
}

/// The options that add to a policy do nothing where there is no policy.
fn needless(options: &Options<'_>, main: &Draft, second: &Draft, out: &mut Diagnostics) {
    let parts = [
        OptionName::ContentSecurityPolicyNonceIn,
        OptionName::ContentSecurityPolicyReportUri,
    ];
    let needs = OptionName::ContentSecurityPolicy.as_str();
    match (main, second) {
        (Draft::Off, Draft::Off) => {
            for part in parts.into_iter().chain(switches::ALL) {
                options.needless(part, needs, out);
            }
        }
        (Draft::Edits(main), Draft::Edits(second)) if main.is_empty() && second.is_empty() => {
            let fields = [Disposition::Enforce, Disposition::Report].map(Disposition::field);
            let name = OptionName::ContentSecurityPolicyReportUri;
            if let Some(setting) = options.get(name) {
                let option = name.as_str();
                let condition = Condition::BaseSendsNone(fields.to_vec());
                let problem = Problem::NeedlessOption { option, needs };
                out.report_if(condition, &setting.name, problem);
            }
        }
        _ => {}
    }
}

/// `content_security_policy_report_only: true` makes the enforced policy the one that only reports, and sends nothing where there
/// is none.
fn moves_nothing(options: &Options<'_>, main: &Draft, only_reports: bool, out: &mut Diagnostics) {
    let name = OptionName::ContentSecurityPolicyReportOnly;
    let Some(setting) = options.get(name).filter(|_| only_reports) else {
        return;
    };
    let problem = Problem::NeedlessOption {
        option: name.as_str(),
        needs: OptionName::ContentSecurityPolicy.as_str(),
    };
    match main {
        Draft::Off => out.report(&setting.name, problem),
        Draft::Edits(_) => {
            let condition = Condition::BaseSendsNone(vec![Disposition::Enforce.field()]);
            out.report_if(condition, &setting.name, problem);
        }
        Draft::Whole(_) | Draft::Constant(_) => {}
    }
}

fn main_csp(options: &Options<'_>, out: &mut Diagnostics) -> Draft {
    let name = OptionName::ContentSecurityPolicy;
    let Some(setting) = options.get(name) else {
        return if options.has_base {
            Draft::Edits(Vec::new())
        } else {
            Draft::Whole(default_csp())
        };
    };
    match &setting.value {
        SettingValue::Words(_) if is_off(setting) => Draft::Off,
        SettingValue::Words(_) if is_on(setting) && !options.has_base => {
            Draft::Whole(default_csp())
        }
        SettingValue::Constant(path) => Draft::Constant(path.clone()),
        _ if options.has_base => draft(
            setting,
            name,
            "directives such as { ..; script-src += \"https://cdn.example.com\"; }, or off",
            out,
        ),
        SettingValue::Edits(_) => draft(setting, name, "", out),
        _ => draft(setting, name, &format!("{}, or off", name.expected()), out),
    }
}

/// Directives, or changes of the base's, where there is one.
fn draft(setting: &Setting, name: OptionName, expected: &str, out: &mut Diagnostics) -> Draft {
    match &setting.value {
        SettingValue::Statements(statements) => Draft::Whole(statements.clone()),
        SettingValue::Edits(edits) if !expected.is_empty() => Draft::Edits(edits.clone()),
        _ => {
            wrong(setting, name, expected, out);
            Draft::Off
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

/// The second policy, and whether the first only reports: `true` says that.
fn report_only_csp(options: &Options<'_>, out: &mut Diagnostics) -> (Draft, bool) {
    let name = OptionName::ContentSecurityPolicyReportOnly;
    let Some(setting) = options.get(name) else {
        return if options.has_base {
            (Draft::Edits(Vec::new()), false)
        } else {
            (Draft::Off, false)
        };
    };
    match &setting.value {
        SettingValue::Words(_) if is_on(setting) => (Draft::Off, true),
        SettingValue::Words(_) if is_off(setting) => (Draft::Off, false),
        SettingValue::Constant(path) => (Draft::Constant(path.clone()), false),
        SettingValue::Edits(_) if !options.has_base => (draft(setting, name, "", out), false),
        _ => (draft(setting, name, name.expected(), out), false),
    }
}

impl Draft {
    /// hyperflask's switches.
    fn add_switches(&mut self, options: &Options<'_>, out: &mut Diagnostics) {
        match self {
            Self::Whole(statements) => switches::add(options, statements, out),
            Self::Edits(edits) => switches::add_edits(options, edits, out),
            Self::Constant(_) | Self::Off => {}
        }
    }

    /// `content_security_policy_nonce_in`: a nonce at the end of each directive named.
    fn add_nonce(&mut self, options: &Options<'_>, out: &mut Diagnostics) {
        let name = OptionName::ContentSecurityPolicyNonceIn;
        let Some(setting) = options.get(name) else {
            return;
        };
        let expected = "directives in brackets, such as [script-src, style-src]";
        let Some(words) = words(setting, name, expected, out) else {
            return;
        };
        for word in words {
            match self {
                Self::Whole(statements) => append_nonce(word, statements, out),
                Self::Edits(edits) => switches::append(edits, word, at(word, "nonce")),
                Self::Constant(_) | Self::Off => {}
            }
        }
    }

    /// A directive that another option brings, unless it is written here. It takes the place of the base's.
    fn bring(&mut self, brought: Option<Statement>) {
        let Some(brought) = brought else { return };
        match self {
            Self::Whole(statements) => {
                if !statements.iter().any(|it| it.name.is(&brought.name.text)) {
                    statements.push(brought);
                }
            }
            Self::Edits(edits) => {
                if edits.iter().any(|(_, it)| it.name.is(&brought.name.text)) {
                    return;
                }
                // Whatever is set makes a policy, and only what is there can be added to or taken from.
                let makes_one = |(operator, _): &(Operator, Statement)| {
                    matches!(
                        operator,
                        Operator::Set | Operator::Append | Operator::Remove
                    )
                };
                let operator = if edits.iter().any(makes_one) {
                    Operator::Set
                } else {
                    Operator::SetIfSent
                };
                edits.push((operator, brought));
            }
            Self::Constant(_) | Self::Off => {}
        }
    }

    /// Reads the words; of `dispositions` the second is the base's.
    fn read(
        self,
        options: &Options<'_>,
        owner: OptionName,
        (disposition, base): (Disposition, Disposition),
        out: &mut Diagnostics,
    ) -> CspChange {
        match self {
            Self::Whole(statements) => {
                let read = |out: &mut Diagnostics| csp::read(&statements, disposition, out);
                let policy = report_at_option(options, owner, out, read);
                policy.map_or(CspChange::Off, CspChange::Replace)
            }
            Self::Edits(edits) => {
                let edits = csp::read_edits(&edits, out);
                for edit in &edits {
                    edit.report_conditions(base.field(), out);
                }
                CspChange::Edit(edits)
            }
            Self::Constant(path) => CspChange::Replace(csp::Policy::of_constant(&path)),
            Self::Off => CspChange::Off,
        }
    }
}

fn append_nonce(word: &Word, statements: &mut [Statement], out: &mut Diagnostics) {
    let mut statements = statements.iter_mut();
    let Some(statement) = statements.find(|statement| statement.name.is(&word.text)) else {
        let name = word.text.clone();
        out.report(word, Problem::NonceInAbsentDirective { name });
        return;
    };
    let is_nonce = |value: &Word| matches!(value.text.as_str(), "nonce" | "'nonce'");
    if !statement.values.iter().any(is_nonce) {
        statement.values.push(at(word, "nonce"));
    }
}

/// `content_security_policy_bypass_hosts`: hosts from which no policy may take scripts.
fn bypass_hosts(
    options: &Options<'_>,
    policies: [(&CspChange, Disposition); 2],
    out: &mut Diagnostics,
) {
    let name = OptionName::ContentSecurityPolicyBypassHosts;
    for (change, disposition) in policies {
        if options.has_base || options.get(name).is_some() {
            constant::bypass_hosts(change, disposition, out);
        }
    }
    let Some(setting) = options.get(name) else {
        for (change, _) in policies {
            if let CspChange::Edit(edits) = change {
                for edit in edits {
                    csp::weakness::inherited_bypass(edit, out);
                }
            }
        }
        return;
    };
    let expected = "hosts in brackets, such as [\"ajax.example.com\", \"cdn.example.com/jsonp\"]";
    let Some(hosts) = words(setting, name, expected, out) else {
        return;
    };
    let is_nothing = |change: &CspChange| match change {
        CspChange::Edit(edits) => edits.is_empty(),
        CspChange::Replace(_) => false,
        CspChange::Off => true,
    };
    if policies.iter().all(|(change, _)| is_nothing(change)) && !out.has_errors() {
        let needs = "a content_security_policy";
        options.needless(name, needs, out);
    }
    for (change, disposition) in policies {
        match change {
            CspChange::Replace(policy) => {
                csp::weakness::bypass(policy, disposition, hosts, out);
            }
            CspChange::Edit(edits) => csp::weakness::bypass_changes(edits, hosts, out),
            CspChange::Off => {}
        }
    }
}

/// `content_security_policy_report_uri`: the directive.
fn report_uri(options: &Options<'_>) -> Option<Statement> {
    let setting = options.get(OptionName::ContentSecurityPolicyReportUri)?;
    let SettingValue::Words(values) = &setting.value else {
        return None;
    };
    Some(Statement {
        name: at(&setting.name, DirectiveName::ReportUri.as_str()),
        values: values.clone(),
    })
}

/// ALLOW-FROM is ignored by browsers: frame-ancestors does what it was intended to do.
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
        name: implied_word(DirectiveName::FrameAncestors.as_str()),
        values: vec![origin],
    })
}
