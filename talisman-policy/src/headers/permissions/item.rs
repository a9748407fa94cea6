//! The items of an allowlist: keywords without quotes, origins in them.

use super::Problem;
use super::remedy::{choices, declaration};
use crate::ground::diagnostic::Place;
use crate::ground::suggest::nearest;
use crate::ground::word::{Member, MemberValue, Spelling, Word};
use crate::headers::origin::{self, Kind, Wildcards};
use crate::text::is_bare_item;

/// One member of an allowlist.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AllowlistMember {
    /// `self`: the page's own origin.
    SelfOrigin,
    /// A permissions-source-expression, in lower case.
    Origin(String),
    /// Sent as it was written.
    Unchecked(String),
}

/// What one word of an allowlist is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Item {
    All,
    Member(AllowlistMember),
}

impl AllowlistMember {
    /// What a second one of the same meaning has too. An origin has a colon, and no white space.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::SelfOrigin => "self".to_owned(),
            Self::Origin(origin) => origin.clone(),
            Self::Unchecked(item) => format!("unchecked {item}"),
        }
    }
}

impl Item {
    /// What a second one of the same meaning has too.
    pub(super) fn key(&self) -> String {
        match self {
            Self::All => "*".to_owned(),
            Self::Member(member) => member.key(),
        }
    }

    pub(super) fn member(self) -> Option<AllowlistMember> {
        match self {
            Self::All => None,
            Self::Member(member) => Some(member),
        }
    }
}

/// Reads one word: "*" / "self" / sf-string, the last a permissions-source-expression
///
/// <https://www.w3.org/TR/permissions-policy/#structured-header-serialization>
pub(super) fn read(word: &Word, member: &Member, is_list: bool) -> Result<Item, (Place, Problem)> {
    match word.spelling {
        Spelling::Literal => string(word, is_list),
        Spelling::Bare | Spelling::Text => {
            token(word, member, is_list).map_err(|problem| (word.into(), problem))
        }
        Spelling::UncheckedLiteral | Spelling::UncheckedText if is_bare_item(&word.text) => {
            Ok(Item::Member(AllowlistMember::Unchecked(word.text.clone())))
        }
        Spelling::UncheckedLiteral | Spelling::UncheckedText => {
            let write = "write one token after unchecked, or a string in its quotes".to_owned();
            Err((
                word.into(),
                Problem::InvalidItem {
                    word: word.text.clone(),
                    what: "no item of a structured field",
                    write,
                    instead: None,
                },
            ))
        }
    }
}

fn token(word: &Word, member: &Member, is_list: bool) -> Result<Item, Problem> {
    let text = || word.text.clone();
    match word.text.as_str() {
        "*" => return Ok(Item::All),
        "self" => return Ok(Item::Member(AllowlistMember::SelfOrigin)),
        "src" => {
            return Err(Problem::SrcKeyword {
                write: declaration(&member.key, "(self \"https://a.example\")"),
            });
        }
        _ => {}
    }
    let none = ["none", "false", "?0", "off", "null"]
        .iter()
        .any(|none| word.is(none));
    if none {
        let nobody = declaration(&member.key, "()");
        let alone = !matches!(&member.value, MemberValue::List(words) if words.len() > 1);
        let write = if alone {
            format!("write {nobody}, which allows nobody")
        } else {
            format!("leave it out, or write {nobody} for nobody")
        };
        let instead = if is_list { "" } else { "()" }.to_owned();
        return Err(Problem::NoneKeyword {
            word: text(),
            write,
            instead,
        });
    }
    if let Ok(origin) =
        origin::parse(&word.text, Wildcards::Allowed).or_else(|error| error.instead.ok_or(()))
    {
        if word.text.contains(['.', ':', '/']) {
            return Err(Problem::UnquotedOrigin {
                word: text(),
                write: format!("\"{origin}\""),
            });
        }
    }
    let near = nearest(&word.text, &["self"]);
    let write = match near {
        Some(near) => format!("write {near}"),
        None => choices(&member.key),
    };
    Err(Problem::InvalidItem {
        word: text(),
        what: type_of(&word.text),
        write,
        instead: near,
    })
}

/// What a bare item is, RFC 9651 section 4.2.3.1.
fn type_of(item: &str) -> &'static str {
    match item.bytes().next() {
        Some(b'?') => "a Boolean",
        Some(b'-' | b'0'..=b'9') => "a number",
        Some(b'@') => "a date",
        Some(b':') => "a byte sequence",
        Some(b'%') => "a display string",
        _ => "no keyword here, and no origin",
    }
}

fn string(word: &Word, is_list: bool) -> Result<Item, (Place, Problem)> {
    let whole = |problem| Err((word.into(), problem));
    let text = word.text.trim();
    let bare = text.trim_matches('\'');
    let legacy = bare.len() < text.len();
    let write = match bare.to_ascii_lowercase().as_str() {
        "self" | "src" => "self",
        // A string is no token to the specification; Chromium takes it for all.
        "*" => "*",
        "none" if is_list => "",
        "none" => "()",
        _ => return origin(word),
    };
    if legacy || bare.eq_ignore_ascii_case("none") || bare.eq_ignore_ascii_case("src") {
        return whole(Problem::LegacyKeyword {
            word: word.text.clone(),
            write: write.to_owned(),
        });
    }
    whole(Problem::QuotedKeyword {
        word: word.text.clone(),
        write,
    })
}

fn origin(word: &Word) -> Result<Item, (Place, Problem)> {
    let error = match origin::parse(&word.text, Wildcards::Allowed) {
        Ok(origin) => return Ok(Item::Member(AllowlistMember::Origin(origin))),
        Err(error) => error,
    };
    let quoted = error.instead.map(|origin| word.spelling.word(&origin));
    Err(match (error.kind, quoted) {
        (Kind::NoScheme, Some(write)) => (
            word.into(),
            Problem::OriginWithoutScheme {
                origin: word.text.clone(),
                write,
            },
        ),
        (Kind::Path, Some(write)) => (
            Place::within(word, error.range),
            Problem::OriginPath { write },
        ),
        _ => (
            Place::within(word, error.range),
            Problem::InvalidOrigin {
                origin: word.text.clone(),
                what: error.what,
                advice: error.advice,
            },
        ),
    })
}
