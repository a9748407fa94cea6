//! Permissions Policy: features out of the members of a dictionary, and their serialization.

mod allowlist;
mod feature;
mod item;
mod legacy;
mod problem;
mod remedy;
mod row;

pub use allowlist::Allowlist;
pub use feature::FeatureName;
pub use item::AllowlistMember;
pub use problem::Problem;
pub use row::{DefaultAllowlist, FeatureRow, FeatureStatus};

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::first_sites::FirstSites;
use crate::ground::word::{Member, Site, Word};
use crate::headers::endpoint::{self, EndpointProblem, ReportsTo};
use crate::text::{Dictionary, SyntaxError, is_key, split_dictionary};

/// Which features the page, and every frame in it, may use.
///
/// # ABNF
///
/// ```text
/// Permissions-Policy = sf-dictionary ; feature-identifier "=" ( "*" / "self" / sf-string / inner-list )
/// ```
///
/// # Example values
///
/// `camera=(), geolocation=(self "https://maps.example.com"), fullscreen=*`
///
/// # Deployment caveat
///
/// Browsers made from Chromium read it; Firefox and Safari read the `allow` attribute of frames alone. It takes features
/// away and gives none: a frame of another origin needs `allow` as well.
///
/// <https://www.w3.org/TR/permissions-policy/#permissions-policy-http-header-field>
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Policy {
    declarations: Vec<Declaration>,
}

/// A feature with its allowlist.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Declaration {
    feature: Feature,
    allowlist: Allowlist,
    report_to: Option<String>,
}

/// A feature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Feature {
    /// One of the table.
    Known(FeatureName),
    /// Sent as it was written.
    Unchecked(String),
}

impl Feature {
    /// The feature-identifier.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(name) => name.as_str(),
            Self::Unchecked(name) => name,
        }
    }
}

impl Declaration {
    /// The feature.
    #[must_use]
    pub const fn feature(&self) -> &Feature {
        &self.feature
    }

    /// Who may use it.
    #[must_use]
    pub const fn allowlist(&self) -> &Allowlist {
        &self.allowlist
    }

    /// The endpoint of its reports.
    #[must_use]
    pub fn report_to(&self) -> Option<&str> {
        self.report_to.as_deref()
    }
}

impl Policy {
    /// The features, in order.
    #[must_use]
    pub fn declarations(&self) -> &[Declaration] {
        &self.declarations
    }

    /// The allowlist of a feature, if the policy names it.
    #[must_use]
    pub fn get(&self, feature: FeatureName) -> Option<&Allowlist> {
        let found = self
            .declarations
            .iter()
            .find(|declaration| declaration.feature == Feature::Known(feature));
        found.map(|declaration| &declaration.allowlist)
    }
}

/// The field value.
impl std::fmt::Display for Policy {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (
            index,
            Declaration {
                feature,
                allowlist,
                report_to,
            },
        ) in self.declarations.iter().enumerate()
        {
            let comma = if index > 0 { ", " } else { "" };
            write!(formatter, "{comma}{}={allowlist}", feature.as_str())?;
            report_to
                .iter()
                .try_for_each(|endpoint| write!(formatter, ";report-to={endpoint}"))?;
        }
        Ok(())
    }
}

/// Reads a policy: gives every member its meaning, and says what is wrong with it.
pub fn read(members: &[Member], out: &mut Diagnostics) -> Option<Policy> {
    if members.is_empty() {
        out.report(Place::Whole, Problem::EmptyPolicy);
        return None;
    }
    let mut policy = Policy::default();
    let mut firsts = FirstSites::new();
    for member in members {
        let feature = read_feature(&member.key, out);
        let allowlist = allowlist::read(member, feature.as_ref(), out);
        let report_to = read_parameters(member, out);
        let (Some(feature), Some(allowlist)) = (feature, allowlist) else {
            continue;
        };
        report_status(&feature, &allowlist, &member.key, out);
        let site = member.key.site;
        if let Some(first) = firsts.before(feature.as_str(), site) {
            let name = feature.as_str().to_owned();
            out.report_both(site, first, Problem::DuplicateFeature { name });
            continue;
        }
        policy.declarations.push(Declaration {
            feature,
            allowlist,
            report_to,
        });
    }
    Some(policy)
}

/// Takes the text of a field value apart; sites count from `first`.
#[must_use]
pub fn split(text: &str, first: Site) -> Dictionary {
    let mut dictionary = split_dictionary(text, first);
    legacy::join(text, first, &mut dictionary);
    dictionary
}

/// Says what keeps browsers from reading the dictionary at all.
pub fn report_syntax(errors: &[SyntaxError], out: &mut Diagnostics) {
    for error in errors {
        if let Some(problem) = legacy::problem(&error.member) {
            out.report(&error.member, problem);
        } else {
            let (what, write) = (error.syntax.summary(), error.syntax.help());
            out.report(error.place.clone(), Problem::Syntax { what, write });
        }
    }
}

/// feature-identifier, a key of RFC 9651 section 3.1.2
fn read_feature(key: &Word, out: &mut Diagnostics) -> Option<Feature> {
    let known = FeatureName::from_word(&key.text);
    if key.spelling.is_unchecked() {
        if !is_key(&key.text) {
            out.report(
                key,
                Problem::NotAKey {
                    name: key.text.clone(),
                },
            );
            return None;
        }
        if let Some(name) = known.filter(|name| !name.is_gone()) {
            out.report(
                key,
                Problem::NeedlessUnchecked {
                    name: name.as_str(),
                },
            );
        }
        return Some(Feature::Unchecked(key.text.clone()));
    }
    let Some(name) = known else {
        out.report(key, unknown(key));
        return None;
    };
    // A structured field has no capital in a key: a browser would drop the whole field, RFC 9651 section 4.2.3.3.
    if name.as_str() != key.text {
        out.report(
            key,
            Problem::KeyCase {
                name: key.text.clone(),
                write: name.as_str().to_owned(),
            },
        );
    }
    Some(Feature::Known(name))
}

fn unknown(key: &Word) -> Problem {
    Problem::UnknownFeature {
        name: key.text.clone(),
        near: FeatureName::nearest(&key.text),
        unchecked: key.spelling.unchecked(&key.text.to_ascii_lowercase()),
    }
}

/// Says what happened to a feature. One that browsers do not know yet may be denied in advance: lists that are widely
/// copied do so, and it harms nobody.
fn report_status(feature: &Feature, allowlist: &Allowlist, key: &Word, out: &mut Diagnostics) {
    let Feature::Known(feature) = *feature else {
        return;
    };
    let (name, row) = (feature.as_str(), feature.fact());
    match row.status {
        FeatureStatus::Gone { instead } => {
            out.report(key, Problem::RetiredFeature { name, instead });
        }
        // To deny what browsers may bring one day is prudent, and is not reported.
        FeatureStatus::Waiting { known_to } if !allowlist.is_empty() => {
            out.report(key, Problem::ExperimentalFeature { name, known_to });
        }
        FeatureStatus::Waiting { .. } => {}
        FeatureStatus::Current => {
            let is_default = row.default_allowlist == DefaultAllowlist::All;
            // Chromium takes unload away by and by, and a policy that allows it keeps it.
            if *allowlist == Allowlist::All && is_default && feature != FeatureName::Unload {
                out.report(key, Problem::RepeatsDefault { name });
            }
        }
    }
}

/// The endpoints that reports go to.
pub(crate) fn endpoints(policy: &Policy) -> Vec<ReportsTo> {
    let declarations = policy.declarations().iter();
    declarations
        .filter_map(|declaration| endpoint::unsited(declaration.report_to()))
        .collect()
}

/// The endpoint of reports, and parameters that browsers do not know.
fn read_parameters(member: &Member, out: &mut Diagnostics) -> Option<String> {
    endpoint::read(member, out, |error| match error {
        EndpointProblem::Name(word) => Problem::EndpointName { word },
        EndpointProblem::String(endpoint) => Problem::ReportToString { endpoint },
        EndpointProblem::Twice => Problem::DuplicateParameter,
        EndpointProblem::KeyCase { name, write } => Problem::KeyCase { name, write },
        EndpointProblem::Unknown(name) => Problem::UnknownParameter {
            write: match FeatureName::from_word(&name) {
                Some(feature) => {
                    format!("write a comma before `{feature}` if it is the next feature")
                }
                None => "leave it out; the only parameter is report-to".to_owned(),
            },
            name,
        },
        EndpointProblem::OfItem(name) => Problem::UnknownParameter {
            name,
            write: "leave it out; the only parameter, report-to, is after the whole list"
                .to_owned(),
        },
    })
}

#[cfg(test)]
mod tests;
