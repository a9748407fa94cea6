//! The settings of a policy by their options, and what every reader asks of one.

use super::option::{OptionName, Setting, SettingValue};
use super::{Problem, foreign_names, text};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::tokens;
use crate::ground::word::{Site, Spelling, Word};
use crate::headers::header::Header;
use crate::headers::shape::Shape;

/// The site of an implied word.
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
                        write: foreign_names::instead_of(setting),
                    },
                );
                continue;
            };
            if let Some((_, first)) = known.iter().find(|(other, _)| *other == name) {
                let name = word.text.clone();
                out.report_both(word, &first.name, Problem::DuplicateOption { name });
            } else {
                text::check(name, setting, out);
                known.push((name, setting));
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

/// The words of a setting that takes nothing else; another value is reported.
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
        SettingValue::Words(words) => wrong_words(setting, name, words, expected, out),
        // Only the options that take one get one.
        SettingValue::Constant(path) => {
            let found = path.text.clone();
            out.report(
                path,
                Problem::WrongValue {
                    option,
                    found,
                    expected,
                },
            );
        }
        SettingValue::Edits(_) => out.report(
            &setting.name,
            Problem::NoBase {
                found: "..;".to_owned(),
                write: "write `..BASE,` before the options, or leave `..;` out",
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

fn wrong_words(
    setting: &Setting,
    name: OptionName,
    words: &[Word],
    expected: String,
    out: &mut Diagnostics,
) {
    let option = name.as_str();
    match words {
        [value, word, ..] if is_whole(name, value, word) => {
            let (found, value) = (word.text.clone(), value.text.clone());
            out.report(word, tokens::Problem::Leftover { found, value });
        }
        [word, ..] => out.report(
            word,
            Problem::WrongValue {
                option,
                found: match word.spelling {
                    Spelling::Literal => format!("\"{}\"", word.text),
                    _ => word.text.clone(),
                },
                expected: match word.spelling {
                    Spelling::Literal => format!("{expected}, without double quotes"),
                    _ => expected,
                },
            },
        ),
        [] => out.report(
            &setting.name,
            Problem::MissingValue {
                option: option.to_owned(),
                expected,
            },
        ),
    }
}

/// Whether a word is a whole value, so that the one after it is one too many; and not the beginning of a value that is
/// written in braces.
fn is_whole(name: OptionName, value: &Word, behind: &Word) -> bool {
    let is_switch = text::is_switch(&value.text);
    behind.spelling != Spelling::Text && (is_switch || name.shape() == Shape::Words)
}

/// Reads a header, whose whole is the name of its option here.
pub(super) fn report_at_option<T>(
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
        ..implied_word(text)
    }
}

pub(super) fn implied_word(text: &str) -> Word {
    Word {
        text: text.to_owned(),
        spelling: Spelling::Bare,
        site: NOWHERE,
    }
}
