//! What policies are made to grow by: the language's own names, as far as they go.

use std::iter;

use talisman_policy::headers::csp::{DirectiveName, DirectiveStatus};
use talisman_policy::headers::permissions::{self, FeatureName};

/// The directives that have a source list and that browsers know, or some do. The first stands in for most others, without
/// which a policy would get a message.
///
/// There are seven more that get none; their values are of other kinds, so that the points would lie on no line for
/// that alone.
pub(super) fn source_lists() -> impl Iterator<Item = DirectiveName> {
    let others = DirectiveName::ALL.iter().copied().filter(|name| {
        let status = name.fact().status;
        *name != DirectiveName::DefaultSrc
            && name.takes_sources()
            && matches!(
                status,
                DirectiveStatus::Current | DirectiveStatus::Experimental { .. }
            )
    });
    iter::once(DirectiveName::DefaultSrc).chain(others)
}

/// Those of them that a nonce means something in.
pub(super) fn with_nonce() -> impl Iterator<Item = DirectiveName> {
    source_lists().filter(|name| name.takes_nonce())
}

/// The keyword that a directive of this name is given: for an attribute nothing is loaded, from nowhere.
pub(super) fn keyword(name: &str) -> &'static str {
    if name.ends_with("-attr") {
        "none"
    } else {
        "self"
    }
}

/// The features that browsers know.
pub(super) fn features() -> impl Iterator<Item = FeatureName> {
    let features = FeatureName::ALL.iter().copied();
    features.filter(|feature| feature.fact().status == permissions::FeatureStatus::Current)
}

/// A host-source for each number.
pub(super) fn host(number: usize) -> String {
    format!("https://host{number:03}.example.com")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_end_where_the_names_do() {
        assert_eq!(source_lists().count(), 21);
        assert_eq!(with_nonce().count(), 6);
        assert!(features().count() >= 60);
    }
}
