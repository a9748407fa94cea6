//! `source_lists`: sources under a name of their own, which then stands for them in any directive of the policy.
//!
//! The names are replaced before a directive is read, each source with the place that it has in its list. A problem in a
//! list would so be found in every directive that names it: [`Diagnostics::deduplicate`] keeps the first.

use super::Problem;
use super::option::{OptionName, Setting, SettingValue};
use super::settings::{at, implied_word, wrong};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::suggest::nearest;
use crate::ground::word::{Member, MemberValue, Spelling, Statement, Word};
use crate::headers::csp::{self, DirectiveName, Keyword, RemovedKeyword};

/// The name that hyperflask gives its one list.
const SAFE_SRC: &str = "safe-src";
const DEFINE_SAFE_SRC: &str = "add source_lists: { safe-src: (self \"https://fonts.example.com\") }, with the sources that it stands for";

const IN_PARENTHESES: &str = "sources in parentheses, such as (self \"https://fonts.example.com\")";

/// A list, and whether a directive names it.
struct List<'a> {
    name: &'a Word,
    sources: Vec<Word>,
    is_used: bool,
}

/// The settings of a policy, with the sources of a list wherever its name is.
pub(super) fn expand(settings: &[Setting], out: &mut Diagnostics) -> Vec<Setting> {
    let mut lists = Vec::new();
    let is = |setting: &&Setting, name: OptionName| setting.name.text == name.as_str();
    if let Some(setting) = settings
        .iter()
        .find(|setting| is(setting, OptionName::SourceLists))
    {
        lists = read(setting, out);
    }
    let mut expanded = settings.to_vec();
    for setting in &mut expanded {
        match OptionName::from_word(&setting.name.text) {
            Some(
                OptionName::ContentSecurityPolicy | OptionName::ContentSecurityPolicyReportOnly,
            ) => {
                for statement in statements(&mut setting.value) {
                    let takes_sources = DirectiveName::from_word(&statement.name.text)
                        .is_none_or(DirectiveName::takes_sources);
                    if takes_sources {
                        statement.values = expand_words(&statement.values, &mut lists, out);
                    }
                }
            }
            Some(OptionName::ContentSecurityPolicyFrameAncestors) => {
                if let SettingValue::Words(words) = &mut setting.value {
                    *words = expand_words(words, &mut lists, out);
                }
            }
            _ => {}
        }
    }
    for list in lists.iter().filter(|list| !list.is_used) {
        // No directive reads its sources: what is wrong with them is reported here.
        let name = implied_word(DirectiveName::ScriptSrc.as_str());
        let values = list.sources.clone();
        csp::read_alone(&[Statement { name, values }], out);
        let name = list.name.text.clone();
        out.report(list.name, Problem::UnusedSourceList { name });
    }
    expanded
}

fn statements(value: &mut SettingValue) -> Vec<&mut Statement> {
    match value {
        SettingValue::Statements(statements) => statements.iter_mut().collect(),
        SettingValue::Edits(edits) => edits.iter_mut().map(|(_, statement)| statement).collect(),
        _ => Vec::new(),
    }
}

fn read<'a>(setting: &'a Setting, out: &mut Diagnostics) -> Vec<List<'a>> {
    let name = OptionName::SourceLists;
    let members = match &setting.value {
        SettingValue::Members(members) if !members.is_empty() => members,
        _ => {
            let expected = "lists such as { safe-src: (self \"https://fonts.example.com\") }";
            wrong(setting, name, expected, out);
            return Vec::new();
        }
    };
    let mut lists: Vec<List<'_>> = Vec::new();
    for member in members {
        let key = &member.key;
        for (parameter, _) in &member.parameters {
            let found = parameter.text.clone();
            out.report(parameter, Problem::UnexpectedToken { found });
        }
        if let Some(first) = lists.iter().find(|list| list.name.text == key.text) {
            let name = key.text.clone();
            out.report_both(key, first.name, Problem::DuplicateOption { name });
            continue;
        }
        if !is_free(key) {
            let name = key.text.clone();
            out.report(key, Problem::SourceListName { name });
            continue;
        }
        let sources = sources(member, out);
        if sources.is_empty() {
            let option = key.text.clone();
            let expected = IN_PARENTHESES.to_owned();
            out.report(key, Problem::MissingValue { option, expected });
            continue;
        }
        lists.push(List {
            name: key,
            sources,
            is_used: false,
        });
    }
    lists
}

fn sources(member: &Member, out: &mut Diagnostics) -> Vec<Word> {
    match &member.value {
        MemberValue::Absent => Vec::new(),
        MemberValue::Item(word) if word.spelling == Spelling::Bare && is_group(word) => {
            let option = OptionName::SourceLists.as_str();
            let (found, expected) = (word.text.clone(), IN_PARENTHESES.to_owned());
            let problem = Problem::WrongValue {
                option,
                found,
                expected,
            };
            out.report(word, problem);
            vec![at(word, "self")]
        }
        MemberValue::Item(word) => vec![word.clone()],
        MemberValue::List(words) => words.clone(),
    }
}

/// Whether a word is what the front end makes of tokens in brackets.
fn is_group(word: &Word) -> bool {
    word.text.starts_with(['[', '{'])
}

/// Whether a word can name a list: a bare name that means nothing in a policy yet.
fn is_free(word: &Word) -> bool {
    let is_name = word.text.starts_with(|c: char| c.is_ascii_alphabetic())
        && word
            .text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    word.spelling == Spelling::Bare
        && is_name
        && !is_keyword(&word.text)
        && word.text != "off"
        && DirectiveName::from_word(&word.text).is_none()
}

fn is_keyword(text: &str) -> bool {
    let quoted = format!("'{text}'");
    matches!(text.to_ascii_lowercase().as_str(), "none" | "nonce")
        || Keyword::from_word(&quoted).is_some()
        || RemovedKeyword::from_word(&quoted).is_some()
}

fn expand_words(words: &[Word], lists: &mut [List<'_>], out: &mut Diagnostics) -> Vec<Word> {
    let mut expanded: Vec<Word> = Vec::new();
    for word in words {
        let meaning = intended(word, lists, out);
        let Meaning::List(name) = meaning else {
            let stand_in = (meaning == Meaning::Nothing).then(|| at(word, "self"));
            expanded.push(stand_in.unwrap_or_else(|| word.clone()));
            continue;
        };
        if let Some(list) = lists.iter_mut().find(|list| list.name.text == name) {
            list.is_used = true;
            // What is there already does not appear twice: `self safe-src` is the usual way to write it.
            let is_new = |source: &&Word| !words.iter().any(|word| same(word, source));
            expanded.extend(list.sources.iter().filter(is_new).cloned());
        }
    }
    expanded
}

fn same(word: &Word, other: &Word) -> bool {
    (word.text == other.text && word.spelling == other.spelling)
        || (word.spelling == Spelling::Text && other.spelling == Spelling::Bare)
            && word.text == format!("'{}'", other.text)
}

/// What a word is to the lists.
#[derive(Eq, PartialEq)]
enum Meaning {
    /// The sources of this one.
    List(String),
    /// One that does not exist; it was reported.
    Nothing,
    /// No list: a source.
    Source,
}

/// The list that a word stands for. One that is misspelled or misquoted is reported, and stands for it all the same.
fn intended(word: &Word, lists: &[List<'_>], out: &mut Diagnostics) -> Meaning {
    let inner = word
        .text
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''));
    let (name, is_written_well) = match (word.spelling, inner) {
        (Spelling::Bare, _) => (word.text.as_str(), true),
        (Spelling::Text | Spelling::Literal, Some(inner)) => (inner, true),
        (Spelling::Text | Spelling::Literal, None) => (word.text.as_str(), false),
        (Spelling::UncheckedLiteral | Spelling::UncheckedText, _) => return Meaning::Source,
    };
    if lists.iter().any(|list| list.name.text == name) {
        if !is_written_well {
            let write = word.spelling.keyword(&format!("'{name}'"));
            let name = name.to_owned();
            out.report(word, Problem::SourceListQuotes { name, write });
        }
        return Meaning::List(name.to_owned());
    }
    if !is_written_well || is_keyword(name) || name == "*" || name.ends_with(':') {
        return Meaning::Source;
    }
    let keywords = Keyword::WORDS.iter();
    let mut known: Vec<&str> = keywords.map(|word| word.trim_matches('\'')).collect();
    known.extend(["none", "nonce"]);
    known.extend(lists.iter().map(|list| list.name.text.as_str()));
    let near =
        nearest(name, &known).filter(|near| lists.iter().any(|list| list.name.text == *near));
    let (write, meaning) = match near {
        Some(near) => {
            let write = word.spelling.keyword(&format!("'{near}'"));
            (format!("write {write}"), Meaning::List(near.to_owned()))
        }
        None if name == SAFE_SRC => (DEFINE_SAFE_SRC.to_owned(), Meaning::Nothing),
        None => return Meaning::Source,
    };
    let name = name.to_owned();
    out.report(word, Problem::UnknownSourceList { name, write });
    meaning
}
