//! The facts of a policy out of its tree, and the notes by which const code knows those of one header.

use talisman_core::encoded::{Encoder, Kind, Trait};
use talisman_core::facts::{Csp, Facts, Hsts, Sources};

use super::Policy;
use crate::headers::cross_origin_embedder_policy::EmbedderPolicy;
use crate::headers::cross_origin_opener_policy::OpenerPolicy;
use crate::headers::csp::{self, DirectiveName};
use crate::headers::header::{Header, HeaderPolicy};
use crate::headers::origin_agent_cluster::OriginAgentCluster;
use crate::headers::report_to::Group;

impl Policy {
    /// What it sends, as far as relations between headers depend on it.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let csp = |header: Header| match self.get(header) {
            Some(HeaderPolicy::Csp(csp)) => csp_facts(csp),
            _ => Csp::default(),
        };
        let has = |wanted: Trait| {
            let mut headers = self.headers.iter();
            headers.any(|(header, value)| trait_of(*header, value) == Some(wanted))
        };
        Facts {
            enforced: csp(Header::ContentSecurityPolicy),
            report_only: csp(Header::ContentSecurityPolicyReportOnly),
            hsts: match self.get(Header::StrictTransportSecurity) {
                Some(HeaderPolicy::StrictTransportSecurity(sts)) => Some(Hsts {
                    max_age: sts.max_age(),
                    include_subdomains: sts.include_subdomains(),
                    preload: sts.preload(),
                }),
                _ => None,
            },
            opener_isolates: has(Trait::OpenerIsolates),
            embedder_restricts: has(Trait::EmbedderRestricts),
            is_site_keyed: has(Trait::SiteKeyed),
            frame_options: self.get(Header::XFrameOptions).is_some(),
            nel: has(Trait::NamesGroup),
            report_to: self.get(Header::ReportTo).is_some(),
            endpoints: self.get(Header::ReportingEndpoints).is_some(),
        }
    }
}

fn csp_facts(csp: &csp::Policy) -> Csp {
    let has = |name: DirectiveName| csp.get(name).is_some();
    Csp {
        is_sent: true,
        reports: has(DirectiveName::ReportTo) || has(DirectiveName::ReportUri),
        frame_ancestors: has(DirectiveName::FrameAncestors),
        upgrades: has(DirectiveName::UpgradeInsecureRequests),
        scripts: sources(csp, DirectiveName::ScriptSrc),
        styles: sources(csp, DirectiveName::StyleSrc),
        default: sources(csp, DirectiveName::DefaultSrc),
    }
}

fn sources(csp: &csp::Policy, name: DirectiveName) -> Sources {
    let Some(directive) = csp.directive(name) else {
        return Sources::default();
    };
    let words = directive.encoded().words;
    let has = |wanted: Kind| words.iter().any(|(kind, _)| *kind == wanted);
    let is_unsafe_inline =
        |(kind, word): &(Kind, String)| *kind == Kind::Void && word == "'unsafe-inline'";
    Sources {
        is_there: true,
        unsafe_inline: words.iter().any(is_unsafe_inline),
        strict_dynamic: has(Kind::Dynamic),
        nonce: has(Kind::Nonce) || has(Kind::StaticNonce),
        hash: has(Kind::Hash),
    }
}

/// What a header does, as far as relations between headers depend on it.
pub(in crate::policy) fn trait_of(header: Header, value: &HeaderPolicy) -> Option<Trait> {
    match (header, value) {
        (Header::CrossOriginOpenerPolicy, HeaderPolicy::CrossOriginOpenerPolicy(policy)) => {
            (policy.known() == Some(OpenerPolicy::SameOrigin)).then_some(Trait::OpenerIsolates)
        }
        (Header::CrossOriginEmbedderPolicy, HeaderPolicy::CrossOriginEmbedderPolicy(policy)) => {
            let known = policy.known()?;
            (known != EmbedderPolicy::UnsafeNone).then_some(Trait::EmbedderRestricts)
        }
        (_, HeaderPolicy::OriginAgentCluster(OriginAgentCluster::SiteKeyed)) => {
            Some(Trait::SiteKeyed)
        }
        (_, HeaderPolicy::Nel(nel)) => nel.report_to().map(|_| Trait::NamesGroup),
        _ => None,
    }
}

/// A header as generated code holds it, with what const code has to know of it.
pub(super) fn encode(header: Header, value: &HeaderPolicy, encoder: &mut Encoder) {
    value.encode(header, encoder);
    if let Some(it) = trait_of(header, value) {
        encoder.note(Kind::Trait, it.as_str());
    }
    match value {
        HeaderPolicy::ReportingEndpoints(endpoints) => {
            for name in endpoints.names() {
                encoder.note(Kind::Endpoint, &name.node);
            }
        }
        HeaderPolicy::ReportTo(report_to) => {
            for name in report_to.groups().iter().map(Group::name) {
                encoder.note(Kind::Endpoint, name);
            }
        }
        // Those of a CSP are words of its directive.
        HeaderPolicy::Csp(_) => {}
        value => {
            for receiver in value.reports_to() {
                encoder.note(Kind::Receiver, &receiver.name);
            }
        }
    }
}
