//! Feature-Policy: the header that Permissions-Policy took the place of, with the same features.

mod problem;

pub use problem::Problem;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostics, Place};
use crate::field::Field;
use crate::origin::{self, Wildcards};
use crate::permissions::{Allowlist, AllowlistMember, Feature, FeatureName, Status};
use crate::text::is_key;
use crate::word::{Spelling, Statement, Word};

/// Which features the page and its frames may use, for browsers older than Permissions-Policy.
///
/// # ABNF
///
/// ```text
/// Feature-Policy  = 1#( directive *( ";" directive ) )
/// directive       = feature-name *( RWS allowlist-value )
/// allowlist-value = "*" / "'self'" / "'none'" / serialized-origin
/// ```
///
/// # Example values
///
/// `camera 'none'; geolocation 'self' https://maps.example.com`
///
/// # Deployment caveat
///
/// Browsers made from Chromium still read it, and where both headers name a feature Permissions-Policy wins; no other
/// browser reads either. Send Permissions-Policy.
///
/// <https://www.w3.org/TR/2019/WD-feature-policy-1-20190416/#feature-policy-http-header-field>
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FeaturePolicy {
    directives: Vec<Directive>,
}

/// A feature with its allowlist.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Directive {
    /// The feature.
    pub feature: Feature,
    /// Who may use it.
    pub allowlist: Allowlist,
}

impl FeaturePolicy {
    /// The features, in order.
    #[must_use]
    pub fn directives(&self) -> &[Directive] {
        &self.directives
    }

    /// The field that carries it.
    #[must_use]
    pub fn field(&self) -> Field {
        Field::fixed("feature-policy", &self.to_string())
    }

    /// The value of the Permissions-Policy that does the same.
    fn permissions_policy(&self) -> String {
        let members: Vec<String> = self
            .directives
            .iter()
            .map(|Directive { feature, allowlist }| format!("{}={allowlist}", feature.as_str()))
            .collect();
        members.join(", ")
    }
}

/// The field value.
impl std::fmt::Display for FeaturePolicy {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, Directive { feature, allowlist }) in self.directives.iter().enumerate() {
            let semicolon = if index > 0 { "; " } else { "" };
            write!(formatter, "{semicolon}{}", feature.as_str())?;
            match allowlist {
                Allowlist::All => formatter.write_str(" *")?,
                Allowlist::Members(members) if members.is_empty() => {
                    formatter.write_str(" 'none'")?;
                }
                Allowlist::Members(members) => {
                    for member in members {
                        match member {
                            AllowlistMember::SelfOrigin => formatter.write_str(" 'self'")?,
                            AllowlistMember::Origin(text) | AllowlistMember::Unchecked(text) => {
                                write!(formatter, " {text}")?;
                            }
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

/// Reads a policy, and says what does its job now.
pub fn read(statements: &[Statement], out: &mut Diagnostics) -> Option<FeaturePolicy> {
    if statements.is_empty() {
        out.report(Place::Whole, Problem::EmptyPolicy);
        return None;
    }
    let mut policy = FeaturePolicy::default();
    let mut sites = HashMap::new();
    for statement in statements {
        let Some(feature) = read_feature(&statement.name, out) else {
            continue;
        };
        let Some(allowlist) = read_allowlist(&feature, statement, out) else {
            continue;
        };
        match sites.entry(feature.as_str().to_owned()) {
            Entry::Occupied(first) => {
                let name = first.key().clone();
                out.report_both(
                    &statement.name,
                    *first.get(),
                    Problem::DuplicateFeature { name },
                );
            }
            Entry::Vacant(entry) => {
                entry.insert(statement.name.site);
                policy.directives.push(Directive { feature, allowlist });
            }
        }
    }
    if policy.directives.is_empty() {
        return None;
    }
    // A translation of what is left would say less than was written.
    if policy.directives.len() == statements.len() {
        let write = policy.permissions_policy();
        out.report(Place::Whole, Problem::Legacy { write });
    }
    Some(policy)
}

fn read_feature(word: &Word, out: &mut Diagnostics) -> Option<Feature> {
    let known = FeatureName::from_word(&word.text);
    if word.spelling == Spelling::Unchecked {
        if !is_key(&word.text) {
            out.report(
                word,
                Problem::NotAName {
                    name: word.text.clone(),
                },
            );
            return None;
        }
        if let Some(name) = known.filter(|name| !name.is_gone()) {
            out.report(
                word,
                Problem::NeedlessUnchecked {
                    name: name.as_str(),
                },
            );
        }
        return Some(Feature::Unchecked(word.text.clone()));
    }
    let Some(name) = known else {
        out.report(word, unknown(word));
        return None;
    };
    if let Status::Gone { instead } = name.fact().status {
        out.report(
            word,
            Problem::RetiredFeature {
                name: name.as_str(),
                instead,
            },
        );
    }
    Some(Feature::Known(name))
}

fn unknown(word: &Word) -> Problem {
    let is_member = word
        .text
        .split_once('=')
        .is_some_and(|(name, _)| FeatureName::from_word(name).is_some());
    if is_member {
        return Problem::PermissionsSyntax {
            word: word.text.clone(),
        };
    }
    let name = word.text.trim_end_matches([':', '=']);
    let same = FeatureName::from_word(name).map(FeatureName::as_str);
    let near = same.or_else(|| FeatureName::nearest(name));
    let write = near.map_or_else(
        || {
            let unchecked = word.spelling.unchecked(&word.text);
            format!("leave it out; or, for a feature newer than this version of talisman, write {unchecked}")
        },
        str::to_owned,
    );
    Problem::UnknownFeature {
        name: word.text.clone(),
        write,
        near: near.is_some(),
    }
}

fn read_allowlist(
    feature: &Feature,
    statement: &Statement,
    out: &mut Diagnostics,
) -> Option<Allowlist> {
    let spelling = statement.name.spelling;
    let name = || feature.as_str().to_owned();
    if statement.values.is_empty() {
        let write = format!(
            "write {} behind it, or {} for nobody",
            spelling.keyword("'self'"),
            spelling.keyword("'none'")
        );
        out.report(
            &statement.name,
            Problem::MissingAllowlist {
                name: name(),
                write,
            },
        );
        return Some(Allowlist::Members(vec![AllowlistMember::SelfOrigin]));
    }
    let mut members = Vec::new();
    let mut seen = HashSet::new();
    let mut all = false;
    let mut none = None;
    let mut sound = true;
    for word in &statement.values {
        match read_value(word) {
            Ok(Value::None) => none = none.or(Some(word)),
            Ok(Value::All) => all = true,
            Ok(Value::Member(member)) => {
                if seen.insert(member.clone()) {
                    members.push(member);
                }
            }
            Err((place, problem)) => {
                out.report(place, problem);
                sound = false;
            }
        }
    }
    if let (Some(none), true) = (none, all || !members.is_empty()) {
        out.report(none, Problem::NoneWithOthers { name: name() });
    }
    sound.then_some(if all {
        Allowlist::All
    } else {
        Allowlist::Members(members)
    })
}

enum Value {
    None,
    All,
    Member(AllowlistMember),
}

/// allowlist-value = "*" / "'self'" / "'none'" / serialized-origin
fn read_value(word: &Word) -> Result<Value, (Place, Problem)> {
    if word.spelling == Spelling::Unchecked {
        let is_value = !word.text.is_empty()
            && word
                .text
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b";,".contains(&byte));
        return if is_value {
            Ok(Value::Member(AllowlistMember::Unchecked(word.text.clone())))
        } else {
            Err((
                word.into(),
                Problem::NotAName {
                    name: word.text.clone(),
                },
            ))
        };
    }
    if word.text == "*" {
        return Ok(Value::All);
    }
    let bare = word
        .text
        .trim_matches(['\'', '"', '\u{2018}', '\u{2019}'])
        .to_ascii_lowercase();
    let quoted = format!("'{bare}'");
    let is_keyword = word.spelling == Spelling::Bare || word.is(&quoted);
    let write = || word.spelling.keyword(&quoted);
    match bare.as_str() {
        "self" if is_keyword => Ok(Value::Member(AllowlistMember::SelfOrigin)),
        "none" if is_keyword => Ok(Value::None),
        "self" | "none" => Err((
            word.into(),
            Problem::Misquoted {
                word: word.text.clone(),
                write: write(),
            },
        )),
        "src" => Err((
            word.into(),
            Problem::SrcKeyword {
                write: word.spelling.keyword("'self'"),
            },
        )),
        _ => read_origin(word),
    }
}

fn read_origin(word: &Word) -> Result<Value, (Place, Problem)> {
    match origin::parse(&word.text, Wildcards::Allowed) {
        // An origin is one of the bytes of its list.
        Ok(origin) if !origin.contains([';', ',']) => {
            Ok(Value::Member(AllowlistMember::Origin(origin)))
        }
        Ok(_) => Err((
            word.into(),
            Problem::NotAName {
                name: word.text.clone(),
            },
        )),
        Err(mistake) => {
            let write = match mistake.instead {
                Some(origin) => format!("write {}", word.spelling.word(&origin)),
                None => mistake.advice.to_owned(),
            };
            let (word_text, what) = (word.text.clone(), mistake.what);
            Err((
                Place::within(word, mistake.range),
                Problem::InvalidValue {
                    word: word_text,
                    what,
                    write,
                },
            ))
        }
    }
}

#[cfg(test)]
mod tests;
