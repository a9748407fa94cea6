//! Feature-Policy's syntax where a Permissions-Policy must stand: recognised, and said in the syntax of today.

use super::allowlist::Allowlist;
use super::item::AllowlistMember;
use super::{FeatureName, Problem};
use crate::ground::word::{Site, Statement, Word};
use crate::headers::origin::{self, Wildcards};
use crate::text::{Dictionary, split_feature_policy};

/// Reports one problem for a whole policy in Feature-Policy's syntax. Its commas end members of a dictionary, so that each of its
/// directives is found to be one; sites count from `first`.
pub(super) fn join(text: &str, first: Site, dictionary: &mut Dictionary) {
    let Dictionary {
        members,
        errors,
        ranges,
    } = dictionary;
    let is_legacy = |member: &Word| problem(member).is_some();
    let is_whole = members.is_empty() && errors.iter().all(|it| is_legacy(&it.member));
    let index = |word: &Word| word.site.0.checked_sub(first.0).map(|site| site as usize);
    let [one, .., last] = errors.as_mut_slice() else {
        return;
    };
    let start = index(&one.member).and_then(|index| ranges.get(index));
    let end = index(&last.member).and_then(|index| ranges.get(index));
    let (Some(start), Some(end)) = (start, end) else {
        return;
    };
    let range = start.start..end.end;
    let policy = Word {
        text: text.get(range.clone()).unwrap_or_default().to_owned(),
        ..one.member.clone()
    };
    if !is_whole || !is_legacy(&policy) {
        return;
    }
    if let Some(of_member) = index(&policy).and_then(|index| ranges.get_mut(index)) {
        *of_member = range;
        one.member = policy;
        errors.truncate(1);
    }
}

/// What must be said of a member with a syntax error, if it is a list of Feature-Policy's directives.
pub(super) fn problem(member: &Word) -> Option<Problem> {
    let directives = split_feature_policy(&member.text, Site(0)).statements;
    // With `=`, a colon or a list in it, only the quotes of its keywords make it legacy: every other problem has a message
    // of its own.
    let is_dictionary = member.text.contains(['=', '(']);
    let has_colon = directives
        .iter()
        .any(|directive| directive.name.text.ends_with(':'));
    if !member.text.contains('\'') && (has_colon || is_dictionary) {
        return None;
    }
    let members: Option<Vec<String>> = directives.iter().map(directive).collect();
    let write = members
        .filter(|members| !members.is_empty())
        .map(|members| members.join(", "));
    // A feature that nothing is near has no translation, and the keywords are Feature-Policy's all the same.
    let has_keyword = || {
        let mut values = directives.iter().flat_map(|directive| &directive.values);
        !is_dictionary && values.any(|value| value.is("'none'") || value.is("'self'"))
    };
    (write.is_some() || has_keyword()).then_some(Problem::LegacySyntax { write })
}

/// directive = feature-name *( RWS allowlist-value ), or the same with `=` and parentheses.
fn directive(statement: &Statement) -> Option<String> {
    let (name, behind) = statement
        .name
        .text
        .split_once(['=', ':'])
        .unwrap_or((&statement.name.text, ""));
    let known = FeatureName::from_word(name).map(FeatureName::as_str);
    let name = known.or_else(|| FeatureName::nearest(name))?;
    let mut values = vec![behind];
    for value in &statement.values {
        values.push(&value.text);
    }
    for value in &mut values {
        *value = value.trim_matches(['(', ')', '=']);
    }
    values.retain(|value| !value.is_empty());
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
