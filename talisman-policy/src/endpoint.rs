//! The parameter `report-to` of a dictionary's members: the endpoint that reports about a member go to.

use crate::text::is_key;
use crate::word::{Member, Spelling, Word};

/// What can be wrong with the parameters of a member.
pub(crate) enum Mistake<'a> {
    /// No endpoint can have this name.
    Name(String),
    /// An endpoint's name in quotes: Chromium reads a token alone.
    String(String),
    /// A second endpoint, with the first.
    Twice(&'a Word),
    /// A parameter in capitals, and its name without.
    KeyCase(String),
    /// A parameter that no browser knows.
    Unknown,
    /// A parameter behind one item of a list, where browsers know none.
    OfItem,
}

/// Reads the parameters of a member: its endpoint, if it has one. What is wrong is told, with the word that it is about.
pub(crate) fn read<'a>(
    member: &'a Member,
    mut tell: impl FnMut(&'a Word, Mistake<'a>),
) -> Option<String> {
    for name in &member.item_parameters {
        tell(name, unknown(name, Mistake::OfItem));
    }
    let mut first: Option<&Word> = None;
    let mut endpoint = None;
    for (name, value) in &member.parameters {
        if name.text != "report-to" {
            tell(name, unknown(name, Mistake::Unknown));
        } else if let Some(first) = first {
            tell(name, Mistake::Twice(first));
        } else {
            first = Some(name);
            match name_of(member, value.as_ref()) {
                Ok(found) => endpoint = Some(found),
                Err(mistake) => tell(value.as_ref().unwrap_or(name), mistake),
            }
        }
    }
    endpoint
}

fn unknown<'a>(name: &Word, otherwise: Mistake<'a>) -> Mistake<'a> {
    if is_key(&name.text) {
        otherwise
    } else {
        Mistake::KeyCase(name.text.to_ascii_lowercase())
    }
}

fn name_of<'a>(member: &Member, value: Option<&Word>) -> Result<String, Mistake<'a>> {
    let word = value.map_or("", |value| value.text.as_str()).to_owned();
    // Among Rust tokens every name may stand in quotes.
    let is_string = member.key.spelling == Spelling::Text
        && value.is_some_and(|value| value.spelling == Spelling::Literal);
    if !is_endpoint_name(&word) {
        Err(Mistake::Name(word))
    } else if is_string {
        Err(Mistake::String(word))
    } else {
        Ok(word)
    }
}

/// sf-token = ( ALPHA / "*" ) *( tchar / ":" / "/" ), without what no endpoint of Reporting-Endpoints can be called
fn is_endpoint_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '*')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.*".contains(&byte))
}
