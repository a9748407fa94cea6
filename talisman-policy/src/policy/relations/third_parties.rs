//! What the CSP allows to a third party, and another header cuts off.

use super::party::{Need, PARTIES, Party};
use super::{Problem, Whole};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::headers::cross_origin_embedder_policy::EmbedderPolicy;
use crate::headers::cross_origin_opener_policy::OpenerPolicy;
use crate::headers::csp::{
    self, DirectiveName, DirectiveValue, Disposition, HostSource, Sited, SourceExpression,
};
use crate::headers::header::{Header, HeaderPolicy};
use crate::headers::permissions::{self, Allowlist, AllowlistMember, FeatureName};
use crate::headers::referrer_policy::PolicyToken;

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    for party in PARTIES {
        match party.need {
            Need::Referrer => referrer(whole, party, out),
            Need::Popup => popup(whole, party, out),
            Need::Features(features) => {
                for feature in features {
                    denied(whole, party, *feature, out);
                }
            }
        }
    }
    embedder(whole, out);
}

/// A host that the CSP allows, and where it says so.
struct Allowed<'a> {
    host: &'a HostSource,
    place: Place,
}

/// The first host that the CSP allows and that is the party's: in a frame, or anywhere.
fn allowed<'a>(whole: &Whole<'a>, party: &Party, in_frames: bool) -> Option<Allowed<'a>> {
    let csp = whole.csp(Header::ContentSecurityPolicy)?;
    let directives = if in_frames {
        vec![csp.governing(DirectiveName::FrameSrc)?]
    } else {
        csp.directives().iter().collect()
    };
    let mut sources = directives
        .into_iter()
        .filter_map(|directive| sources_of(directive.value()))
        .flatten();
    sources.find_map(|source| {
        let allowed = host_of(source)?;
        party.has(&allowed.host.host).then_some(allowed)
    })
}

/// Reports a problem at the host that the CSP allows, or at the constant that may allow one, which only the compiler sees.
fn report(
    whole: &Whole<'_>,
    party: &Party,
    in_frames: bool,
    header: Header,
    out: &mut Diagnostics,
    problem: impl FnOnce(&str) -> Problem,
) {
    let csp = whole.csp(Header::ContentSecurityPolicy);
    let constant = csp.and_then(csp::Policy::constant);
    if let (Some(constant), Some(host)) = (constant, party.hosts.first()) {
        let condition = Condition::ListsHostOf {
            field: Disposition::Enforce.field(),
            directives: directives(in_frames),
            falls_back: in_frames,
            hosts: party.hosts,
        };
        out.report_if(condition, constant.site, problem(host));
    } else if let Some(allowed) = allowed(whole, party, in_frames) {
        let problem = problem(&allowed.host.host);
        out.report_both(allowed.place, whole.place(header), problem);
    }
}

/// The directives that may allow a host: of frames those that govern them, the nearest first.
fn directives(in_frames: bool) -> Vec<&'static str> {
    let frames = DirectiveName::FrameSrc;
    let names: Vec<DirectiveName> = if in_frames {
        let fallbacks = frames.fallbacks().iter().copied();
        std::iter::once(frames).chain(fallbacks).collect()
    } else {
        // A third party may come as a script, an image or a frame, and any directive may be the one that allows it.
        let all = DirectiveName::ALL.iter().copied();
        all.filter(|name| name.takes_sources() && !name.is_removed())
            .collect()
    };
    names.into_iter().map(DirectiveName::as_str).collect()
}

fn sources_of(value: &DirectiveValue) -> Option<&[Sited<SourceExpression>]> {
    match value {
        DirectiveValue::Sources(sources) => Some(sources),
        DirectiveValue::Words(_) => None,
    }
}

fn host_of(source: &Sited<SourceExpression>) -> Option<Allowed<'_>> {
    match &source.node {
        SourceExpression::Host(host) => Some(Allowed {
            host,
            place: source.site.into(),
        }),
        _ => None,
    }
}

/// Chromium, Firefox and Safari send no `Referer` to another site with either of these.
fn referrer(whole: &Whole<'_>, party: &Party, out: &mut Diagnostics) {
    let header = Header::ReferrerPolicy;
    let Some(HeaderPolicy::ReferrerPolicy(policy)) = whole.policy.get(header) else {
        return;
    };
    let value = policy.effective();
    let Some(value @ (PolicyToken::NoReferrer | PolicyToken::SameOrigin)) = value else {
        return;
    };
    report(whole, party, false, header, out, |_| {
        Problem::ReferrerCutOff {
            party: party.name,
            value,
            see: party.see,
        }
    });
}

fn popup(whole: &Whole<'_>, party: &Party, out: &mut Diagnostics) {
    let header = Header::CrossOriginOpenerPolicy;
    let Some(HeaderPolicy::CrossOriginOpenerPolicy(policy)) = whole.policy.get(header) else {
        return;
    };
    if policy.known() != Some(OpenerPolicy::SameOrigin) {
        return;
    }
    report(whole, party, false, header, out, |_| Problem::PopupCutOff {
        party: party.name,
        see: party.see,
    });
}

/// A frame may use a feature only where the page's own policy gives it to the frame's origin, whatever `allow` says.
fn denied(whole: &Whole<'_>, party: &Party, feature: FeatureName, out: &mut Diagnostics) {
    let header = Header::PermissionsPolicy;
    let Some(HeaderPolicy::Permissions(policy)) = whole.policy.get(header) else {
        return;
    };
    if is_denied(policy, feature, party) {
        report(whole, party, true, header, out, |host| {
            Problem::FeatureDenied {
                party: party.name,
                feature,
                origin: format!("https://{host}"),
                see: party.see,
            }
        });
    }
}

fn is_denied(policy: &permissions::Policy, feature: FeatureName, party: &Party) -> bool {
    let Some(Allowlist::Members(members)) = policy.get(feature) else {
        return false;
    };
    members.iter().all(|member| match member {
        AllowlistMember::SelfOrigin => true,
        AllowlistMember::Unchecked(_) => false,
        AllowlistMember::Origin(origin) => {
            let host = origin
                .split_once("://")
                .map_or(origin.as_str(), |(_, host)| host);
            !party.has(host.split(':').next().unwrap_or_default())
        }
    })
}

/// With either embedder policy a frame is shown only if its page sends the header too.
fn embedder(whole: &Whole<'_>, out: &mut Diagnostics) {
    let header = Header::CrossOriginEmbedderPolicy;
    let Some(HeaderPolicy::CrossOriginEmbedderPolicy(policy)) = whole.policy.get(header) else {
        return;
    };
    let Some(value) = policy
        .known()
        .filter(|value| *value != EmbedderPolicy::UnsafeNone)
    else {
        return;
    };
    let Some(csp) = whole.csp(Header::ContentSecurityPolicy) else {
        return;
    };
    // default-src allows far more than frames: whoever has frames in mind writes a directive for them.
    let frames = [DirectiveName::FrameSrc, DirectiveName::ChildSrc];
    let sources = frames
        .into_iter()
        .find_map(|name| csp.get(name))
        .and_then(sources_of);
    let mut hosts = sources.unwrap_or_default().iter().filter_map(host_of);
    if let Some(allowed) = hosts.next() {
        let host = allowed.host.serialize();
        let problem = Problem::FrameWithoutEmbedderPolicy { host, value };
        out.report_both(allowed.place, whole.place(header), problem);
    }
}
