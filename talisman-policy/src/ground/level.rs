//! Levels: what happens to a warning, written beside the policy that has it.
//!
//! A level names one code or a group of them. An error has no level: a policy with a definite error is not a policy.

use crate::ground::diagnostic::{Diagnostic, Diagnostics};
use crate::ground::problem::Severity;
use crate::ground::suggest::nearest;
use crate::ground::word::Word;
use crate::problem::Problem as AnyProblem;

words! {
    /// What happens to a warning.
    pub enum Level {
        /// It is not reported; a reason is beside it for the next reader.
        Allow => "allow";
        /// It is reported: what is so anyway but for advice, and what undoes a `deny(warnings)` for one code.
        Warn => "warn";
        /// It is an error.
        Deny => "deny";
    }
}

/// `#![allow(code, reason = "..")]`, for one code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LevelSetting {
    /// The level.
    pub level: Level,
    /// The code, or the name of a [`Group`].
    pub code: Word,
    /// Why.
    pub reason: Option<Word>,
}

words! {
    /// A name that stands for many codes.
    pub enum Group {
        /// Everything that is reported without being asked for.
        Warnings => "warnings";
        /// What is legal, does what it says, and protects little.
        Weaknesses => "weaknesses";
        /// What a specialist would do further.
        Advice => "advice";
    }
}

impl Group {
    /// The groups that a severity belongs to, the narrowest first.
    const fn of(severity: Severity) -> &'static [Self] {
        match severity {
            Severity::Error => &[],
            Severity::Warning => &[Self::Warnings],
            Severity::Weakness => &[Self::Weaknesses, Self::Warnings],
            Severity::Advice => &[Self::Advice],
        }
    }
}

problems! {
    /// What can be wrong with a level.
    pub enum Problem {
        /// No problem has this code.
        UnknownCode { code: String, write: String } => Error "level-unknown-code", "talisman_policy!, levels" {
            summary: "no diagnostic has the code `{code}`";
            help: "{write}";
        }

        /// An allowance without a reason.
        MissingReason { code: String } => Error "level-missing-reason", "talisman_policy!, levels" {
            summary: "`{code}` is allowed without a reason";
            help: "write #![allow({code}, reason = \"why it is safe here\")]";
        }

        /// A level for something that has none.
        NoLevel { code: String } => Error "level-of-an-error", "talisman_policy!, levels" {
            summary: "`{code}` is an error: there is no policy with it that could be allowed";
            help: "mend the policy, and leave the level out";
        }

        /// An allowance that nothing needs.
        Unused { code: String } => Warning "level-unused", "talisman_policy!, levels" {
            summary: "nothing here has the code `{code}`";
            help: "leave the level out";
        }

        /// Something else than a level.
        Syntax { found: String } => Error "level-syntax", "talisman_policy!, levels" {
            summary: "`{found}` sets no level here";
            help: "write #![allow(code, reason = \"..\")], #![warn(code)] or #![deny(code)]";
        }
    }
}

/// Gives every warning its level: the last that names its code, or else the last that names its narrowest group.
#[must_use]
pub fn apply(levels: &[LevelSetting], found: Diagnostics) -> Diagnostics {
    let mut out = Diagnostics::new();
    let levels: Vec<&LevelSetting> = levels
        .iter()
        .filter(|setting| check(setting, &mut out))
        .collect();
    let mut used = vec![false; levels.len()];
    for diagnostic in found {
        // The last one wins, as among the attributes of rustc.
        let names = |name: &str| levels.iter().rposition(|setting| setting.code.text == name);
        let level = setting_of(&diagnostic, names).and_then(|index| {
            if let Some(used) = used.get_mut(index) {
                *used = true;
            }
            levels.get(index).map(|setting| setting.level)
        });
        push(level, diagnostic, &mut out);
    }
    for (setting, used) in levels.iter().zip(used) {
        // To deny or to warn of what is not there guards against what comes later.
        if !used && setting.level == Level::Allow && setting.reason.is_some() {
            out.report(
                &setting.code,
                Problem::Unused {
                    code: setting.code.text.clone(),
                },
            );
        }
    }
    out
}

/// The same with levels that were checked where they were written: each with its code or the name of its group.
#[must_use]
pub fn judge(levels: &[(Level, String)], found: Diagnostics) -> Diagnostics {
    let mut out = Diagnostics::new();
    for diagnostic in found {
        let names = |name: &str| levels.iter().rposition(|(_, code)| code == name);
        let level = setting_of(&diagnostic, names).and_then(|index| levels.get(index));
        push(level.map(|(level, _)| *level), diagnostic, &mut out);
    }
    out
}

/// The index of the level of a problem: `last` finds the last one that names something.
fn setting_of(diagnostic: &Diagnostic, last: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    if diagnostic.severity == Severity::Error {
        return None;
    }
    let groups = || {
        let mut groups = Group::of(diagnostic.severity).iter();
        groups.find_map(|group| last(group.as_str()))
    };
    last(diagnostic.problem.code().name).or_else(groups)
}

fn push(level: Option<Level>, diagnostic: Diagnostic, out: &mut Diagnostics) {
    match level {
        Some(Level::Allow) => {}
        None if diagnostic.severity == Severity::Advice => {}
        Some(Level::Deny) => out.push(Diagnostic {
            severity: Severity::Error,
            ..diagnostic
        }),
        Some(Level::Warn) | None => out.push(diagnostic),
    }
}

fn check(setting: &LevelSetting, out: &mut Diagnostics) -> bool {
    let code = &setting.code;
    let text = || code.text.clone();
    match severity_of(&code.text) {
        Some(Severity::Error) => {
            out.report(code, Problem::NoLevel { code: text() });
            return false;
        }
        Some(_) => {}
        None if Group::WORDS.contains(&code.text.as_str()) => {}
        None => {
            let write = match nearest(&code.text, &names()) {
                Some(near) => format!("write `{near}`"),
                None => format!(
                    "write the code that is in brackets at the end of a message, or {}",
                    Group::WORDS.join(", ")
                ),
            };
            out.report(
                code,
                Problem::UnknownCode {
                    code: text(),
                    write,
                },
            );
            return false;
        }
    }
    let has_reason = setting
        .reason
        .as_ref()
        .is_some_and(|reason| !reason.text.trim().is_empty());
    if setting.level == Level::Allow && !has_reason {
        out.report(code, Problem::MissingReason { code: text() });
    }
    true
}

fn severity_of(code: &str) -> Option<Severity> {
    let mut tables = AnyProblem::TABLES.iter();
    tables.find_map(|(_, codes)| Some(codes.iter().find(|known| known.name == code)?.severity))
}

/// Everything that a level can name.
fn names() -> Vec<&'static str> {
    let mut names = Vec::new();
    for (_, codes) in AnyProblem::TABLES {
        for code in *codes {
            if code.severity != Severity::Error {
                names.push(code.name);
            }
        }
    }
    names.extend(Group::WORDS);
    names
}
