//! Allowlists: who may use a feature.

use super::feature::FeatureName;
use super::item::{self, AllowlistMember, Item};
use super::remedy::{choices, declaration};
use super::{Feature, Problem};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::first_sites::FirstSites;
use crate::ground::word::{Member, MemberValue, Word};

/// An allowlist, <https://www.w3.org/TR/permissions-policy/#allowlists>.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Allowlist {
    /// `*`: everyone.
    All,
    /// These alone; without any, nobody.
    Members(Vec<AllowlistMember>),
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

/// Reads what is behind a feature. `None` is a value that was reported and stands for nothing.
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
    let found = items(words, member, is_list, out)?;
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

/// The items, each once; `None` if one was refused.
fn items<'a>(
    words: &'a [Word],
    member: &Member,
    is_list: bool,
    out: &mut Diagnostics,
) -> Option<Vec<(Item, &'a Word)>> {
    let mut found: Vec<(Item, &Word)> = Vec::new();
    let mut firsts = FirstSites::new();
    let mut sound = true;
    for word in words {
        match item::read(word, member, is_list) {
            Ok(item) => match firsts.before(&item.key(), word.site) {
                Some(first) => {
                    let problem = Problem::DuplicateItem {
                        word: word.text.clone(),
                    };
                    out.report_both(word, first, problem);
                }
                None => found.push((item, word)),
            },
            Err((place, problem)) => {
                out.report(place, problem);
                sound = false;
            }
        }
    }
    sound.then_some(found)
}

/// A page that may not use a feature cannot hand it on: a list of origins without self allows nobody. A client hint goes to
/// the servers in its list, and topics with the requests to them, whatever the page itself may do.
fn check_self(
    feature: &Feature,
    members: &[AllowlistMember],
    member: &Member,
    out: &mut Diagnostics,
) {
    let only_origins = members
        .iter()
        .all(|member| matches!(member, AllowlistMember::Origin(_)));
    let goes_with_requests = feature.as_str().starts_with("ch-")
        || *feature == Feature::Known(FeatureName::BrowsingTopics);
    if members.is_empty() || !only_origins || goes_with_requests {
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
    Problem::MissingAllowlist {
        name: feature.as_str().to_owned(),
        write: choices(key),
    }
}
