//! The relations of a derived policy, of which only the compiler sees the base. A rule is asked where the changes touch what it
//! is about: what the base's author was warned of and kept is not reported again.

use talisman_core::encoded::{Kind, Trait};
use talisman_core::facts::Relation;

use super::{Problem, caches, constants};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::headers::csp::check::Problem as CspProblem;
use crate::headers::csp::weakness::Problem as Weakness;
use crate::headers::csp::{DirectiveName, Disposition, Edit, Operator, slot};
use crate::headers::endpoint::ReportsTo;
use crate::headers::header::{Header, HeaderPolicy};
use crate::policy::facts::trait_of;
use crate::policy::settings::{Options, is_on, place};
use crate::policy::{Changes, CspChange, OptionName};
use crate::text::is_key;

/// Every rule.
pub(in crate::policy) fn all(changes: &Changes, options: &Options<'_>, out: &mut Diagnostics) {
    let derived = Derived { changes, options };
    derived.receivers(out);
    derived.network_error_logging(out);
    derived.isolation(out);
    derived.report_only(out);
    derived.framing(out);
    derived.inline_code(out);
    derived.slots(out);
    derived.constants(out);
    caches::derived(options, out);
}

struct Derived<'a> {
    changes: &'a Changes,
    options: &'a Options<'a>,
}

impl<'a> Derived<'a> {
    /// What a header is changed to, if it is written; the inner `None` turns it off.
    #[expect(clippy::option_option, reason = "unchanged and off are different")]
    fn changed(&self, header: Header) -> Option<Option<&'a HeaderPolicy>> {
        let mut headers = self.changes.headers.iter();
        let (_, value) = headers.find(|(other, _)| *other == header)?;
        Some(value.as_ref())
    }

    fn place(&self, header: Header) -> Place {
        place(self.options.of(header))
    }

    fn relation(
        &self,
        relation: Relation,
        header: Header,
        problem: Problem,
        out: &mut Diagnostics,
    ) {
        out.report_if(Condition::Relation(relation), self.place(header), problem);
    }

    /// The edits of the two CSPs.
    fn edits(&self) -> [&'a [Edit]; 2] {
        let changes = self.changes;
        [
            &changes.content_security_policy,
            &changes.content_security_policy_report_only,
        ]
        .map(|change| match change {
            CspChange::Edit(edits) => edits.as_slice(),
            CspChange::Replace(_) | CspChange::Off => &[],
        })
    }

    /// The endpoints that the changes name, and those of the base that the changes no longer declare.
    fn receivers(&self, out: &mut Diagnostics) {
        let mut named = Vec::new();
        for (header, value) in &self.changes.headers {
            for ReportsTo { name, site } in value.iter().flat_map(HeaderPolicy::reports_to) {
                named.push((name, site.map_or_else(|| self.place(*header), Place::from)));
            }
        }
        for edit in self.edits().into_iter().flatten() {
            if edit.operator == Operator::Set && edit.directive.name().is(DirectiveName::ReportTo) {
                for (name, site) in edit.directive.words() {
                    named.push((name.to_owned(), site.into()));
                }
            }
        }
        for (change, header) in [
            (
                &self.changes.content_security_policy,
                Header::ContentSecurityPolicy,
            ),
            (
                &self.changes.content_security_policy_report_only,
                Header::ContentSecurityPolicyReportOnly,
            ),
        ] {
            if let CspChange::Replace(csp) = change {
                for ReportsTo { name, site } in HeaderPolicy::Csp(csp.clone()).reports_to() {
                    named.push((name, site.map_or_else(|| self.place(header), Place::from)));
                }
            }
        }
        for (name, place) in named.into_iter().filter(|(name, _)| is_key(name)) {
            let none = Problem::NoEndpoints {
                name: name.clone(),
                declare: format!("{name}: \"/reports\""),
                hides_report_uri: false,
            };
            let unknown = Problem::UnknownEndpoint {
                name: name.clone(),
                option: "reporting_endpoints",
                write:
                    "write a name that the base declares, or reporting_endpoints with this one too"
                        .to_owned(),
            };
            out.report_if(Condition::DeclaresNoEndpoint, place.clone(), none);
            out.report_if(Condition::LacksEndpoint(name), place, unknown);
        }
        for header in [Header::ReportingEndpoints, Header::ReportTo] {
            if self.changed(header).is_some() {
                let condition = Condition::LosesEndpoint;
                out.report_if(condition, self.place(header), Problem::LostEndpoint);
                return;
            }
        }
    }

    fn constants(&self, out: &mut Diagnostics) {
        let changes = self.changes;
        let of_main = if changes.only_reports {
            Disposition::Report
        } else {
            Disposition::Enforce
        };
        let csps = [
            (&changes.content_security_policy, of_main),
            (
                &changes.content_security_policy_report_only,
                Disposition::Report,
            ),
        ];
        let constant =
            |(change, disposition): (&'a CspChange, _)| Some((change.constant()?, disposition));
        let found: Vec<_> = csps.into_iter().filter_map(constant).collect();
        constants::all(&found, out);
    }

    /// One value fills every slot of a name, the base's included.
    fn slots(&self, out: &mut Diagnostics) {
        let changes = self.changes;
        for change in [
            &changes.content_security_policy,
            &changes.content_security_policy_report_only,
        ] {
            let directives: Vec<_> = match change {
                CspChange::Edit(edits) => slot::brought(edits).collect(),
                CspChange::Replace(csp) => csp.directives().iter().collect(),
                CspChange::Off => Vec::new(),
            };
            for (slot, site) in directives.into_iter().flat_map(slot::slots) {
                let condition = Condition::SlotOfOtherType {
                    name: slot.name.clone(),
                    slot_type: slot.slot_type,
                };
                out.report_if(condition, site, slot::types(slot));
            }
        }
    }

    fn network_error_logging(&self, out: &mut Diagnostics) {
        let relation = Relation::NelWithoutReportTo;
        if let Some(Some(HeaderPolicy::Nel(nel))) = self.changed(Header::Nel) {
            let Some(name) = nel.report_to() else { return };
            let unknown = Problem::UnknownEndpoint {
                name: name.node.clone(),
                option: "report_to",
                write: "write a group of the base's report_to, or report_to with this one too"
                    .to_owned(),
            };
            out.report_if(Condition::LacksGroup(name.node.clone()), name.site, unknown);
            let name = name.node.clone();
            self.relation(
                relation,
                Header::Nel,
                Problem::NelWithoutReportTo { name },
                out,
            );
        } else if self.changed(Header::ReportTo) == Some(None) {
            self.relation(relation, Header::ReportTo, Problem::NelLosesReportTo, out);
        }
    }

    fn isolation(&self, out: &mut Diagnostics) {
        let headers = [
            Header::CrossOriginEmbedderPolicy,
            Header::CrossOriginOpenerPolicy,
            Header::OriginAgentCluster,
        ];
        let [embedder, ..] = headers;
        let mut written = headers.into_iter().filter(|it| self.changed(*it).is_some());
        let Some(header) = written.next() else { return };
        let value = match self.changed(embedder) {
            Some(Some(HeaderPolicy::CrossOriginEmbedderPolicy(policy))) => policy.known(),
            Some(_) => return,
            None => None,
        };
        let value = value.map_or("Cross-Origin-Embedder-Policy", |value| value.as_str());
        let isolates = self
            .changed(Header::CrossOriginOpenerPolicy)
            .flatten()
            .is_some_and(|value| {
                trait_of(Header::CrossOriginOpenerPolicy, value) == Some(Trait::OpenerIsolates)
            });
        if header != Header::OriginAgentCluster && !isolates {
            let problem = Problem::EmbedderWithoutOpener { value };
            self.relation(Relation::EmbedderWithoutOpener, header, problem, out);
        }
        let header = written.next_back().unwrap_or(header);
        let problem = Problem::AgentClusterOverruled;
        self.relation(Relation::AgentClusterOverruled, header, problem, out);
    }

    fn report_only(&self, out: &mut Diagnostics) {
        let changes = self.changes;
        let is_edited = |change: &CspChange| match change {
            CspChange::Edit(edits) => changes.only_reports || !edits.is_empty(),
            CspChange::Replace(_) | CspChange::Off => false,
        };
        let change = if changes.only_reports {
            &changes.content_security_policy
        } else {
            &changes.content_security_policy_report_only
        };
        if is_edited(change) {
            let condition = Condition::Relation(Relation::ReportOnlyWithoutReceiver);
            let place = self.place(Header::ContentSecurityPolicyReportOnly);
            out.report_if(condition, place, CspProblem::NoReportTarget);
        }
    }

    fn framing(&self, out: &mut Diagnostics) {
        let anyone = OptionName::ContentSecurityPolicyFrameAncestors;
        if self.options.get(anyone).is_some_and(is_on) {
            return;
        }
        let changes = self.changes;
        let drops = |edit: &&Edit| {
            edit.operator == Operator::Drop
                && edit.directive.name().is(DirectiveName::FrameAncestors)
        };
        let loses = match &changes.content_security_policy {
            CspChange::Edit(edits) => changes.only_reports || edits.iter().any(|it| drops(&it)),
            CspChange::Replace(_) | CspChange::Off => true,
        };
        // Who turns the header of the base off beside it says who may frame the page: nothing is lost unseen.
        let is_said = self.changed(Header::XFrameOptions) == Some(None);
        if loses && !is_said {
            let header = Header::ContentSecurityPolicy;
            self.relation(Relation::FramingOpen, header, Problem::FramingOpen, out);
        }
    }

    /// `'unsafe-inline'` that is added, or that does what it says once what made browsers ignore it is gone: said once, where it is
    /// added if it is.
    fn inline_code(&self, out: &mut Diagnostics) {
        let [edits, _] = self.edits();
        let mut reported = Vec::new();
        for is_added in [true, false] {
            for edit in edits.iter().filter(|_| !self.changes.only_reports) {
                let words = edit.directive.encoded().words;
                let has = |kinds: &[Kind]| words.iter().any(|(kind, _)| kinds.contains(kind));
                let arms = match edit.operator {
                    Operator::Remove if !is_added => {
                        has(&[Kind::Nonce, Kind::StaticNonce, Kind::Hash, Kind::Dynamic])
                    }
                    Operator::Append | Operator::Set if is_added => has(&[Kind::Void]),
                    _ => false,
                };
                let Some((relation, problem)) = allows_inline(edit).filter(|_| arms) else {
                    continue;
                };
                if !reported.contains(&relation) {
                    reported.push(relation);
                    out.report_if(
                        Condition::Relation(relation),
                        edit.directive.place(),
                        problem,
                    );
                }
            }
        }
    }
}

/// What a directive allows by `'unsafe-inline'`.
fn allows_inline(edit: &Edit) -> Option<(Relation, Weakness)> {
    let name = edit.directive.name();
    let word = "unsafe-inline".to_owned();
    let write = "leave 'unsafe-inline' out as well, or keep a nonce or hash beside it".to_owned();
    if name.is(DirectiveName::ScriptSrc) {
        let what = "inline script";
        let problem = Weakness::ScriptUnsafeInline { word, what, write };
        Some((Relation::ScriptsAllowInline, problem))
    } else if name.is(DirectiveName::StyleSrc) {
        let problem = Weakness::StyleUnsafeInline { word, write };
        Some((Relation::StylesAllowInline, problem))
    } else {
        None
    }
}
