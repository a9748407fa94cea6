//! Allowlists: who may use a feature.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::feature::FeatureName;
use super::{Feature, Problem};
use crate::diagnostic::{Diagnostics, Place};
use crate::origin::{self, Kind, Wildcards};
use crate::suggest::nearest;
use crate::text::is_bare_item;
use crate::word::{Member, MemberValue, Spelling, Word};

/// An allowlist, <https://www.w3.org/TR/permissions-policy/#allowlists>.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Allowlist {
    /// `*`: everybody.
    All,
    /// These alone; without any, nobody.
    Members(Vec<AllowlistMember>),
}

/// One member of an allowlist.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum AllowlistMember {
    /// `self`: the page's own origin.
    SelfOrigin,
    /// A permissions-source-expression, in lower case.
    Origin(String),
    /// Sent as it was written.
    Unchecked(String),
}

impl Allowlist {
    /// Whether it allows nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::Members(Vec::new())
    }
}

/// The value of the dictionary's member.
impl std::fmt::Display for Allowlist {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self::Members(members) = self else {
            return formatter.write_str("*");
        };
        formatter.write_str("(")?;
        for (index, member) in members.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            match member {
                AllowlistMember::SelfOrigin => write!(formatter, "{space}self")?,
                AllowlistMember::Origin(origin) => write!(formatter, "{space}\"{origin}\"")?,
                AllowlistMember::Unchecked(item) => write!(formatter, "{space}{item}")?,
            }
        }
        formatter.write_str(")")
    }
}

/// Reads what stands behind a feature. `None` is a value that was reported and stands for nothing.
pub(super) fn read(
    member: &Member,
    feature: Option<&Feature>,
    out: &mut Diagnostics,
) -> Option<Allowlist> {
    let (words, is_list) = match &member.value {
        MemberValue::Absent => {
            // Of an unknown feature it is enough to say that it is unknown.
            if let Some(feature) = feature {
                out.report(&member.key, missing(feature, &member.key));
            }
            return None;
        }
        MemberValue::Item(word) => (std::slice::from_ref(word), false),
        MemberValue::List(words) => (words.as_slice(), true),
    };
    let mut found: Vec<(Item, &Word)> = Vec::new();
    let mut sites = HashMap::new();
    let mut sound = true;
    for word in words {
        match item(word, member, is_list) {
            Ok(item) => match sites.entry(item.clone()) {
                Entry::Occupied(first) => {
                    out.report_both(
                        word,
                        *first.get(),
                        Problem::DuplicateItem {
                            word: word.text.clone(),
                        },
                    );
                }
                Entry::Vacant(entry) => {
                    entry.insert(word.site);
                    found.push((item, word));
                }
            },
            Err((place, problem)) => {
                out.report(place, problem);
                sound = false;
            }
        }
    }
    if !sound {
        return None;
    }
    let all = found.iter().find(|(item, _)| *item == Item::All);
    if let Some((_, star)) = all {
        for (_, word) in found.iter().filter(|(item, _)| *item != Item::All) {
            out.report_both(
                *word,
                *star,
                Problem::RedundantItem {
                    word: word.text.clone(),
                },
            );
        }
        return Some(Allowlist::All);
    }
    let members: Vec<AllowlistMember> = found
        .into_iter()
        .filter_map(|(item, _)| item.member())
        .collect();
    if let Some(feature) = feature {
        check_self(feature, &members, member, out);
    }
    Some(Allowlist::Members(members))
}

/// What one word of an allowlist is.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
enum Item {
    All,
    Member(AllowlistMember),
}

impl Item {
    fn member(self) -> Option<AllowlistMember> {
        match self {
            Self::All => None,
            Self::Member(member) => Some(member),
        }
    }
}

/// "*" / "self" / sf-string, the last a permissions-source-expression
///
/// <https://www.w3.org/TR/permissions-policy/#structured-header-serialization>
fn item(word: &Word, member: &Member, is_list: bool) -> Result<Item, (Place, Problem)> {
    match word.spelling {
        Spelling::Literal => string(word, is_list),
        Spelling::Bare | Spelling::Text => {
            token(word, member, is_list).map_err(|problem| (word.into(), problem))
        }
        Spelling::Unchecked if is_bare_item(&word.text) => {
            Ok(Item::Member(AllowlistMember::Unchecked(word.text.clone())))
        }
        Spelling::Unchecked => {
            let write = "behind unchecked stands one token, or a string in its quotes".to_owned();
            Err((
                word.into(),
                Problem::InvalidItem {
                    word: word.text.clone(),
                    write,
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
    if word.is("self") {
        return Err(Problem::InvalidItem {
            word: text(),
            write: "write self in lower case".to_owned(),
        });
    }
    if let Ok(origin) =
        origin::parse(&word.text, Wildcards::Allowed).or_else(|mistake| mistake.instead.ok_or(()))
    {
        if word.text.contains(['.', ':', '/']) {
            return Err(Problem::UnquotedOrigin {
                word: text(),
                write: format!("\"{origin}\""),
            });
        }
    }
    let write = match nearest(&word.text, ["self"]) {
        Some(near) => format!("write {near}"),
        None => {
            "write self, *, or an origin in double quotes, such as \"https://a.example\"".to_owned()
        }
    };
    Err(Problem::InvalidItem {
        word: text(),
        write,
    })
}

fn string(word: &Word, is_list: bool) -> Result<Item, (Place, Problem)> {
    let whole = |problem| Err((word.into(), problem));
    let text = word.text.trim();
    let bare = text.trim_matches('\'');
    let legacy = bare.len() < text.len();
    let write = match bare.to_ascii_lowercase().as_str() {
        "self" | "src" => "self",
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
    let mistake = match origin::parse(&word.text, Wildcards::Allowed) {
        Ok(origin) => return Ok(Item::Member(AllowlistMember::Origin(origin))),
        Err(mistake) => mistake,
    };
    let quoted = mistake.instead.map(|origin| word.spelling.word(&origin));
    Err(match (mistake.kind, quoted) {
        (Kind::NoScheme, Some(write)) => (
            word.into(),
            Problem::OriginWithoutScheme {
                origin: word.text.clone(),
                write,
            },
        ),
        (Kind::Path, Some(write)) => (
            Place::within(word, mistake.range),
            Problem::OriginPath { write },
        ),
        _ => (
            Place::within(word, mistake.range),
            Problem::InvalidOrigin {
                origin: word.text.clone(),
                what: mistake.what,
                advice: mistake.advice,
            },
        ),
    })
}

/// A page that may not use a feature cannot hand it on: a list of origins without self allows nobody. A client hint goes to
/// the servers in its list, whatever the page itself may do.
fn check_self(
    feature: &Feature,
    members: &[AllowlistMember],
    member: &Member,
    out: &mut Diagnostics,
) {
    let only_origins = members
        .iter()
        .all(|member| matches!(member, AllowlistMember::Origin(_)));
    if members.is_empty() || !only_origins || feature.as_str().starts_with("ch-") {
        return;
    }
    let mut with_self = vec![AllowlistMember::SelfOrigin];
    with_self.extend_from_slice(members);
    let write = declaration(&member.key, &Allowlist::Members(with_self).to_string());
    out.report(
        &member.key,
        Problem::OriginWithoutSelf {
            name: feature.as_str().to_owned(),
            write,
        },
    );
}

fn missing(feature: &Feature, key: &Word) -> Problem {
    let name = feature.as_str().to_owned();
    let write = format!(
        "write {} for nobody, {} for the page's own origin, {} for everybody",
        declaration(key, "()"),
        declaration(key, "(self)"),
        declaration(key, "*")
    );
    Problem::MissingAllowlist { name, write }
}

/// A member of the policy, as the front end has it that wrote `key`.
fn declaration(key: &Word, allowlist: &str) -> String {
    let name = FeatureName::from_word(&key.text).map_or(key.text.as_str(), |name| name.as_str());
    match key.spelling {
        Spelling::Bare | Spelling::Literal => format!("{name}: {allowlist}"),
        Spelling::Text => format!("{name}={allowlist}"),
        Spelling::Unchecked => allowlist.to_owned(),
    }
}
