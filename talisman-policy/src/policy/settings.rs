//! The settings of a policy by their options, and what every reader asks of one.

use super::Problem;
use super::option::{OptionName, Setting, SettingValue};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::nearest;
use crate::ground::word::{Site, Spelling, Word};
use crate::headers::header::Header;

/// Where a word stands that nobody wrote.
pub(super) const NOWHERE: Site = Site(u32::MAX);

/// The options by name, each at most once.
pub(super) struct Options<'a> {
    settings: Vec<(OptionName, &'a Setting)>,
    /// Whether a base decides what is not written.
    pub(super) has_base: bool,
}

impl<'a> Options<'a> {
    pub(super) fn new(settings: &'a [Setting], has_base: bool, out: &mut Diagnostics) -> Self {
        let mut known: Vec<(OptionName, &Setting)> = Vec::new();
        for setting in settings {
            let word = &setting.name;
            let Some(name) = OptionName::ALL
                .iter()
                .copied()
                .find(|name| name.as_str() == word.text)
            else {
                out.report(
                    word,
                    Problem::UnknownOption {
                        name: word.text.clone(),
                        write: instead_of(word),
                    },
                );
                continue;
            };
            match known.iter().find(|(other, _)| *other == name) {
                Some((_, first)) => {
                    out.report_both(
                        word,
                        &first.name,
                        Problem::DuplicateOption {
                            name: word.text.clone(),
                        },
                    );
                }
                None => known.push((name, setting)),
            }
        }
        Self {
            settings: known,
            has_base,
        }
    }

    pub(super) fn get(&self, name: OptionName) -> Option<&'a Setting> {
        self.settings
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, setting)| *setting)
    }

    /// The setting that decides a header.
    pub(super) fn of(&self, header: Header) -> Option<&'a Setting> {
        self.settings
            .iter()
            .find(|(name, _)| name.header() == Some(header))
            .map(|(_, setting)| *setting)
    }

    /// Says that an option does nothing because of what another one says.
    pub(super) fn needless(&self, name: OptionName, needs: &'static str, out: &mut Diagnostics) {
        if let Some(setting) = self.get(name) {
            out.report(
                &setting.name,
                Problem::NeedlessOption {
                    option: name.as_str(),
                    needs,
                },
            );
        }
    }
}

/// Names of other libraries, and field names, that stand for an option.
const ALIASES: &[(&str, OptionName)] = &[
    ("csp", OptionName::ContentSecurityPolicy),
    ("hsts", OptionName::StrictTransportSecurity),
    ("x_frame_options", OptionName::FrameOptions),
    ("nosniff", OptionName::XContentTypeOptions),
    (
        "csp_report_only",
        OptionName::ContentSecurityPolicyReportOnly,
    ),
    ("csp_header", OptionName::ContentSecurityPolicy),
    ("csp_safe_src", OptionName::SourceLists),
    (
        "csp_unsafe_eval",
        OptionName::ContentSecurityPolicyUnsafeEval,
    ),
    (
        "csp_unsafe_inline",
        OptionName::ContentSecurityPolicyUnsafeInline,
    ),
    (
        "csp_frame_ancestors",
        OptionName::ContentSecurityPolicyFrameAncestors,
    ),
    ("hsts_header", OptionName::StrictTransportSecurity),
    ("server_secured", OptionName::StrictTransportSecurity),
    ("session_cookie_httponly", OptionName::SessionCookieHttpOnly),
];

fn instead_of(word: &Word) -> String {
    let snake = word.text.replace('-', "_").to_ascii_lowercase();
    let alias = ALIASES
        .iter()
        .find(|(alias, _)| *alias == snake)
        .map(|(_, name)| name.as_str());
    match alias.or_else(|| nearest(&snake, OptionName::WORDS)) {
        Some(name) => format!("write `{name}`"),
        None => format!("write one of {}", OptionName::WORDS.join(", ")),
    }
}

/// Whether a setting is one word, `off` or `false`.
pub(super) fn is_off(setting: &Setting) -> bool {
    one_word(setting).is_some_and(|word| {
        word.spelling == Spelling::Bare && matches!(word.text.as_str(), "off" | "false")
    })
}

pub(super) fn is_on(setting: &Setting) -> bool {
    one_word(setting).is_some_and(|word| {
        word.spelling == Spelling::Bare && matches!(word.text.as_str(), "on" | "true")
    })
}

pub(super) fn one_word(setting: &Setting) -> Option<&Word> {
    match &setting.value {
        SettingValue::Words(words) => match words.as_slice() {
            [word] => Some(word),
            _ => None,
        },
        SettingValue::Item(Some(item)) if item.parameters.is_empty() => Some(&item.value),
        _ => None,
    }
}

/// `true` or `false`.
pub(super) fn flag(options: &Options<'_>, name: OptionName, out: &mut Diagnostics) -> Option<bool> {
    let setting = options.get(name)?;
    if is_on(setting) || is_off(setting) {
        return Some(is_on(setting));
    }
    wrong(setting, name, "true or false", out);
    None
}

/// The words of a setting that takes nothing else; another value is told.
pub(super) fn words<'a>(
    setting: &'a Setting,
    name: OptionName,
    expected: &str,
    out: &mut Diagnostics,
) -> Option<&'a [Word]> {
    if let SettingValue::Words(words) = &setting.value {
        return Some(words);
    }
    wrong(setting, name, expected, out);
    None
}

pub(super) fn wrong(setting: &Setting, name: OptionName, expected: &str, out: &mut Diagnostics) {
    let (option, expected) = (name.as_str(), expected.to_owned());
    match &setting.value {
        SettingValue::Refused => {}
        SettingValue::Words(words) => match words.first() {
            Some(word) => out.report(
                word,
                Problem::WrongValue {
                    option,
                    found: word.text.clone(),
                    expected,
                },
            ),
            None => out.report(
                &setting.name,
                Problem::MissingValue {
                    option: option.to_owned(),
                    expected,
                },
            ),
        },
        SettingValue::Edits(_) => out.report(
            &setting.name,
            Problem::NoBase {
                found: "..;".to_owned(),
                write: "write `..BASE,` in front of the options, or leave `..;` out",
            },
        ),
        SettingValue::Statements(_)
        | SettingValue::Members(_)
        | SettingValue::Item(_)
        | SettingValue::List(_)
        | SettingValue::Json(_) => {
            out.report(
                &setting.name,
                Problem::WrongValue {
                    option,
                    found: "{ .. }".to_owned(),
                    expected,
                },
            );
        }
    }
}

/// Reads a header, whose whole is the name of its option here.
pub(super) fn located<T>(
    options: &Options<'_>,
    name: OptionName,
    out: &mut Diagnostics,
    read: impl FnOnce(&mut Diagnostics) -> T,
) -> T {
    let mut part = Diagnostics::new();
    let value = read(&mut part);
    out.absorb(part, &place(options.get(name)));
    value
}

/// The name of a setting, or else the whole policy.
pub(super) fn place(setting: Option<&Setting>) -> Place {
    setting.map_or(Place::Whole, |setting| Place::from(&setting.name))
}

/// A word that stands for what was written there.
pub(super) fn at(place: &Word, text: &str) -> Word {
    Word {
        site: place.site,
        ..nobody_wrote(text)
    }
}

pub(super) fn nobody_wrote(text: &str) -> Word {
    Word {
        text: text.to_owned(),
        spelling: Spelling::Bare,
        site: NOWHERE,
    }
}
