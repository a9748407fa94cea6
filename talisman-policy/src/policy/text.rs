//! Values that are text: a string in the place of an option's value, which its field would hold, and options whose words are
//! the user's own.

use std::ops::Range;

use super::Problem;
use super::option::{OptionName, Setting, SettingValue};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::tokens;
use crate::ground::word::{MemberValue, Site, Spelling, Word};
use crate::headers::header::split_text;
use crate::text;

/// Takes the text of a field value apart as the option's header has it; sites count from `first`, and their ranges follow.
#[must_use]
pub fn split_setting(
    option: OptionName,
    text: &str,
    first: Site,
    out: &mut Diagnostics,
) -> (SettingValue, Vec<Range<usize>>) {
    if let Some(header) = option.header() {
        return split_text(header, text, first, out);
    }
    let split = text::split_words(text, first);
    (SettingValue::Words(split.words), split.ranges)
}

/// Options whose words are sent, or compared, as they are written.
const OWN_WORDS: &[OptionName] = &[
    OptionName::ForceHttpsHosts,
    OptionName::ForceHttpsTo,
    OptionName::ForceHttpsExempt,
    OptionName::FrameOptionsAllowFrom,
    OptionName::ContentSecurityPolicyReportUri,
    OptionName::ContentSecurityPolicyBypassHosts,
    OptionName::RemoveFields,
    OptionName::Pages,
    OptionName::PagesUrl,
    OptionName::PagesNonce,
    OptionName::SessionCookieNames,
    OptionName::CustomFields,
];

/// Whether the words of an option are the user's own, or sources.
pub(super) fn has_own_words(option: OptionName) -> bool {
    OWN_WORDS.contains(&option) || option == OptionName::ContentSecurityPolicyFrameAncestors
}

/// Reports bare words that would be taken for text and may be something else: the name of a constant, a sign or a bracket, or,
/// in the place of a URL, a word that is left over.
pub(super) fn check(name: OptionName, setting: &Setting, out: &mut Diagnostics) {
    if !OWN_WORDS.contains(&name) {
        return;
    }
    let is_url = name == OptionName::ContentSecurityPolicyReportUri;
    for word in own_words(&setting.value) {
        if word.spelling != Spelling::Bare {
            continue;
        }
        let (found, quoted) = (word.text.clone(), format!("\"{}\"", word.text));
        if is_constant(&word.text) {
            let write =
                format!("write the text itself in double quotes; or, if it is {found}, {quoted}");
            out.report(word, tokens::Problem::Expression { found, write });
        } else if !is_plain(&word.text) {
            out.report(
                word,
                tokens::Problem::Unquoted {
                    found,
                    write: quoted,
                },
            );
        } else if is_url {
            let option = name.as_str();
            let expected = "URLs in double quotes, such as \"/csp\", or leave the option out";
            let expected = expected.to_owned();
            out.report(
                word,
                Problem::WrongValue {
                    option,
                    found,
                    expected,
                },
            );
        }
    }
}

fn own_words(value: &SettingValue) -> Vec<&Word> {
    let mut words = Vec::new();
    match value {
        SettingValue::Words(all) => words.extend(all),
        SettingValue::Members(members) => {
            for member in members {
                if let MemberValue::Item(word) = &member.value {
                    words.push(word);
                }
            }
        }
        _ => {}
    }
    words
}

/// Whether a bare word is a name, a number, or some of them with a sign of a name, of a media type or of a host between them.
pub(super) fn is_plain(word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let is_inside = |c: char| is_letter(c) || "-_./:".contains(c);
    word.starts_with(is_letter) && word.ends_with(is_letter) && word.chars().all(is_inside)
}

/// Whether a bare word turns an option on or off.
#[must_use]
pub fn is_switch(word: &str) -> bool {
    matches!(word, "true" | "false" | "on" | "off")
}

/// Whether a bare word is written as constants are.
#[must_use]
pub fn is_constant(word: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    word.bytes().all(is_letter) && word.starts_with(|c: char| c.is_ascii_uppercase())
}
