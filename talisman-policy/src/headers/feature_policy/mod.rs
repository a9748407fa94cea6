//! Feature-Policy: the header that Permissions-Policy took the place of, with the same features.

mod allowlist;
mod problem;

pub use problem::Problem;

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::first_sites::FirstSites;
use crate::ground::word::{Site, Statement, Word};
use crate::headers::permissions::{
    self, Allowlist, AllowlistMember, Feature, FeatureName, FeatureStatus,
};
use crate::text::{is_key, split_dictionary};

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

    /// The value of the Permissions-Policy that does the same. Features that no browser knows any more do nothing in either.
    fn permissions_policy(&self) -> String {
        let is_gone = |feature: &Feature| matches!(feature, Feature::Known(name) if name.is_gone());
        let members: Vec<String> = self
            .directives
            .iter()
            .filter(|directive| !is_gone(&directive.feature))
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
    if let Some((place, problem)) = permissions_syntax(statements) {
        out.report(place, problem);
        return None;
    }
    let mut policy = FeaturePolicy::default();
    let mut firsts = FirstSites::new();
    for statement in statements {
        let Some(feature) = read_feature(&statement.name, out) else {
            continue;
        };
        let Some(allowlist) = allowlist::read(&feature, statement, out) else {
            continue;
        };
        if let Some(first) = firsts.before(feature.as_str(), statement.name.site) {
            let name = feature.as_str().to_owned();
            let problem = Problem::DuplicateFeature { name };
            out.report_both(&statement.name, first, problem);
            continue;
        }
        policy.directives.push(Directive { feature, allowlist });
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

/// A Permissions-Policy in the place of this one: all of it is one problem.
fn permissions_syntax(statements: &[Statement]) -> Option<(Place, Problem)> {
    if !statements.iter().all(|it| it.name.text.contains('=')) {
        return None;
    }
    let mut text = String::new();
    for statement in statements {
        text.push_str(if text.is_empty() { "" } else { ", " });
        text.push_str(&statement.name.text);
        for value in &statement.values {
            text.push(' ');
            text.push_str(&value.text);
        }
    }
    let dictionary = split_dictionary(&text, Site(0));
    let mut problems = Diagnostics::new();
    let policy = permissions::read(&dictionary.members, &mut problems)?;
    if !dictionary.errors.is_empty() || problems.has_errors() {
        return None;
    }
    let mut directives = Vec::new();
    for declaration in policy.declarations() {
        directives.push(Directive {
            feature: declaration.feature().clone(),
            allowlist: declaration.allowlist().clone(),
        });
    }
    let first = &statements.first()?.name;
    let alone = text == first.text;
    let place = if alone { first.into() } else { Place::Whole };
    let write = Some(FeaturePolicy { directives }.to_string());
    let word = first.text.clone();
    let problem = Problem::PermissionsSyntax { word, write, alone };
    Some((place, problem))
}

fn read_feature(word: &Word, out: &mut Diagnostics) -> Option<Feature> {
    let known = FeatureName::from_word(&word.text);
    if word.spelling.is_unchecked() {
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
    if let FeatureStatus::Gone { instead } = name.fact().status {
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
    let member = word.text.split_once('=');
    if member.is_some_and(|(name, _)| FeatureName::from_word(name).is_some()) {
        return Problem::PermissionsSyntax {
            word: word.text.clone(),
            write: None,
            alone: false,
        };
    }
    let name = word.text.trim_end_matches([':', '=']);
    let same = FeatureName::from_word(name).map(FeatureName::as_str);
    Problem::UnknownFeature {
        name: word.text.clone(),
        near: same.or_else(|| FeatureName::nearest(name)),
        unchecked: word.spelling.unchecked(&word.text),
    }
}

#[cfg(test)]
mod tests;
