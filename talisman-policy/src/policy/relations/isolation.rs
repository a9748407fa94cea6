//! Cross-origin isolation: headers that only do together what they are for.

use super::{Problem, Whole};
use crate::ground::diagnostic::Diagnostics;
use crate::headers::cross_origin_embedder_policy::EmbedderPolicy;
use crate::headers::cross_origin_opener_policy::OpenerPolicy;
use crate::headers::header::{Header, HeaderPolicy};
use crate::headers::origin_agent_cluster::OriginAgentCluster;

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    let Some(embedder) = embedder(whole) else {
        return;
    };
    let opener = Header::CrossOriginOpenerPolicy;
    let isolates = match whole.policy.get(opener) {
        Some(HeaderPolicy::CrossOriginOpenerPolicy(policy)) => {
            policy.known() == Some(OpenerPolicy::SameOrigin)
        }
        _ => false,
    };
    if !isolates {
        let value = embedder.as_str();
        let place = whole.place(Header::CrossOriginEmbedderPolicy);
        out.report(place, Problem::EmbedderWithoutOpener { value });
    } else if let Some(HeaderPolicy::OriginAgentCluster(OriginAgentCluster::SiteKeyed)) =
        whole.policy.get(Header::OriginAgentCluster)
    {
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
