//! Feature-Policy's syntax where a Permissions-Policy must stand: recognised, and said in the syntax of today.

use super::FeatureName;
use super::allowlist::{Allowlist, AllowlistMember};
use crate::origin::{self, Wildcards};
use crate::text::split_feature_policy;
use crate::word::{Site, Statement, Word};

/// What a member with a syntax mistake means, if it is a list of Feature-Policy's directives with features in front.
pub(super) fn translate(member: &Word) -> Option<String> {
    let directives = split_feature_policy(&member.text, Site(0)).statements;
    // With `=`, a colon or a list in it, only the quotes of its keywords make it legacy: every other mistake has a message
    // of its own.
    let has_colon = directives
        .iter()
        .any(|directive| directive.name.text.ends_with(':'));
    if !member.text.contains('\'') && (has_colon || member.text.contains(['=', '('])) {
        return None;
    }
    let members: Option<Vec<String>> = directives.iter().map(directive).collect();
    members
        .filter(|members| !members.is_empty())
        .map(|members| members.join(", "))
}

/// directive = feature-name *( RWS allowlist-value ), or the same with `=` and parentheses.
fn directive(statement: &Statement) -> Option<String> {
    let (name, behind) = statement
        .name
        .text
        .split_once(['=', ':'])
        .unwrap_or((&statement.name.text, ""));
    let name = FeatureName::from_word(name)?;
    let values = statement.values.iter().map(|value| value.text.as_str());
    let values: Vec<&str> = std::iter::once(behind)
        .chain(values)
        .map(|value| value.trim_matches(['(', ')', '=']))
        .filter(|value| !value.is_empty())
        .collect();
    Some(format!("{name}={}", allowlist(&values)?))
}

/// The allowlist that values of Feature-Policy stand for.
fn allowlist(values: &[&str]) -> Option<Allowlist> {
    let mut members = Vec::new();
    let mut all = false;
    for value in values {
        let text = value.trim_matches(['\'', '"']).to_ascii_lowercase();
        match text.as_str() {
            "none" => {}
            "self" | "src" => members.push(AllowlistMember::SelfOrigin),
            "*" => all = true,
            origin => members.push(AllowlistMember::Origin(
                origin::parse(origin, Wildcards::Allowed).ok()?,
            )),
        }
    }
    if values.is_empty() {
        members.push(AllowlistMember::SelfOrigin);
    }
    Some(if all {
        Allowlist::All
    } else {
        Allowlist::Members(members)
    })
}
