//! Cross-origin isolation: headers that only do together what they are for.

use talisman_core::facts::Relation;

use super::{Problem, Whole};
use crate::ground::diagnostic::Diagnostics;
use crate::headers::cross_origin_embedder_policy::EmbedderPolicy;
use crate::headers::header::{Header, HeaderPolicy};

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    let Some(embedder) = embedder(whole) else {
        return;
    };
    let facts = whole.policy.facts();
    if Relation::EmbedderWithoutOpener.holds(&facts) {
        let value = embedder.as_str();
        let place = whole.place(Header::CrossOriginEmbedderPolicy);
        out.report(place, Problem::EmbedderWithoutOpener { value });
    } else if Relation::AgentClusterOverruled.holds(&facts) {
        let place = whole.place(Header::OriginAgentCluster);
        out.report(place, Problem::AgentClusterOverruled);
    }
    if whole
        .policy
        .get(Header::CrossOriginResourcePolicy)
        .is_none()
    {
        let place = whole.place(Header::CrossOriginEmbedderPolicy);
        out.report(place, Problem::EmbedderWithoutResource);
    }
}

/// What keeps resources of other origins out, if anything does.
fn embedder(whole: &Whole<'_>) -> Option<EmbedderPolicy> {
    match whole.policy.get(Header::CrossOriginEmbedderPolicy) {
        Some(HeaderPolicy::CrossOriginEmbedderPolicy(policy)) => policy
            .known()
            .filter(|value| *value != EmbedderPolicy::UnsafeNone),
        _ => None,
    }
}
