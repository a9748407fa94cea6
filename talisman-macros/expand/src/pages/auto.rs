//! A policy with `auto`, as each page that was built ahead is sent with it: hashes in the place of the nonce.

use std::collections::HashSet;

use talisman_core::encoded::Encoder;
use talisman_pages::{InlineCode, inline_code};
use talisman_policy::headers::csp::{
    self, DirectiveName, DirectiveValue, HashAlgorithm, HashSource, Hashed, Keyword, Name, Sited,
    SourceExpression,
};
use talisman_policy::headers::{Header, HeaderPolicy};
use talisman_policy::pages::Problem;
use talisman_policy::policy::{Changes, CspChange, Pages, Policy};
use talisman_policy::{Diagnostics, Field, Place, Site};

use crate::digests::Algorithm;
use crate::literals::{Auto, needs_hash};

/// What a page is sent with.
pub(super) struct OfPage {
    pub(super) fields: Vec<Field>,
    pub(super) encoded: Encoder,
}

/// The two fields that may have an `auto`, and whether each only reports.
const FIELDS: [(Header, bool); 2] = [
    (Header::ContentSecurityPolicy, false),
    (Header::ContentSecurityPolicyReportOnly, true),
];

/// The policy of a page.
pub(super) fn of_page(policy: &Policy, autos: &[Auto], html: &str) -> OfPage {
    let code = inline_code(html);
    let mut changed = policy.clone();
    for (header, only_reports) in FIELDS {
        if let Some(HeaderPolicy::Csp(csp)) = policy.get(header) {
            let csp = with_hashes(csp, only_reports, autos, &code);
            changed = changed.with(header, HeaderPolicy::Csp(csp));
        }
    }
    OfPage {
        fields: changed.fields(),
        encoded: changed.encode(),
    }
}

/// The same of a derived policy, which has an enforced CSP of its own.
pub(super) fn of_derived(changes: &Changes, autos: &[Auto], html: &str) -> OfPage {
    let code = inline_code(html);
    let mut derived = changes.clone();
    let mut fields = Vec::new();
    if let CspChange::Replace(csp) = &mut derived.content_security_policy {
        *csp = with_hashes(csp, false, autos, &code);
        fields.push(csp.field(csp::Disposition::Enforce));
    }
    if let CspChange::Replace(csp) = &mut derived.content_security_policy_report_only {
        *csp = with_hashes(csp, true, autos, &code);
    }
    OfPage {
        fields,
        encoded: derived.encode(),
    }
}

fn with_hashes(
    csp: &csp::Policy,
    only_reports: bool,
    autos: &[Auto],
    code: &[InlineCode],
) -> csp::Policy {
    let is_auto = |name| is_auto(autos, only_reports, name);
    csp.with_hashes(|name| is_auto(name).then(|| hashes(csp, name, code)))
}

fn is_auto(autos: &[Auto], only_reports: bool, name: DirectiveName) -> bool {
    let mut autos = autos.iter();
    autos.any(|auto| auto.only_reports == only_reports && auto.name == name)
}

/// The hashes that a directive needs for a page, each once, in the order of the page.
fn hashes(csp: &csp::Policy, name: DirectiveName, code: &[InlineCode]) -> Vec<HashSource> {
    let others = csp
        .directives()
        .iter()
        .filter_map(|other| match other.name() {
            Name::Known(name) => Some(*name),
            Name::Unchecked(_) => None,
        });
    let others: Vec<DirectiveName> = others.collect();
    let has_unsafe_hashes = matches!(csp.get(name), Some(DirectiveValue::Sources(sources))
        if sources.iter().any(|it| it.node == SourceExpression::Keyword(Keyword::UnsafeHashes)));
    let (mut found, mut known) = (Vec::new(), HashSet::new());
    for code in code {
        if needs_hash(name, &others, has_unsafe_hashes, code) && known.insert(&code.text) {
            found.push(HashSource {
                hashed: Hashed::Code,
                algorithm: HashAlgorithm::Sha256,
                digest: Algorithm::Sha256.base64(code.text.as_bytes()),
            });
        }
    }
    found
}

/// Reports an `auto` without pages, and what would bring a nonce or a hash into both kinds of response.
pub(super) fn check(
    csps: [Option<&csp::Policy>; 2],
    pages: &Pages,
    autos: &[Auto],
    out: &mut Diagnostics,
) {
    auto_hosts(csps, pages, out);
    let Some(first) = autos.first() else { return };
    if pages.files.is_empty() {
        out.report(first.site, Problem::AutoWithoutPages);
        return;
    }
    for (csp, (_, only_reports)) in csps.into_iter().zip(FIELDS) {
        for directive in csp.map(csp::Policy::directives).unwrap_or_default() {
            let DirectiveValue::Sources(sources) = directive.value() else {
                continue;
            };
            let is_auto = match directive.name() {
                Name::Known(name) => is_auto(autos, only_reports, *name),
                Name::Unchecked(_) => false,
            };
            if let Some((site, found)) = beside(sources, is_auto) {
                out.report(site, Problem::AutoBeside { found });
            }
            if is_auto {
                // The hashes are those of the pages.
                let is_hashes = |source: &&Sited<SourceExpression>| {
                    source.node == SourceExpression::Keyword(Keyword::UnsafeHashes)
                };
                if let Some(word) = sources.iter().find(is_hashes) {
                    let place = Place::from(word.site);
                    out.retract(|other, problem| {
                        *other == place && problem.code().name == "csp-unsafe-hashes-alone"
                    });
                }
            }
        }
    }
}

/// The first source that would be in both kinds of response.
fn beside(sources: &[Sited<SourceExpression>], is_auto: bool) -> Option<(Site, String)> {
    let mut nonces = 0;
    sources.iter().find_map(|source| match &source.node {
        SourceExpression::Nonce => {
            nonces += 1;
            (!is_auto || nonces > 1).then(|| (source.site, "nonce".to_owned()))
        }
        SourceExpression::StaticNonce(_) | SourceExpression::Hash(_) => {
            Some((source.site, source.node.to_string()))
        }
        _ => None,
    })
}

/// Reports hosts of the name of `auto`, where there are pages that it could be about.
fn auto_hosts(csps: [Option<&csp::Policy>; 2], pages: &Pages, out: &mut Diagnostics) {
    if pages.files.is_empty() {
        return;
    }
    for directive in csps.into_iter().flatten().flat_map(csp::Policy::directives) {
        let takes_nonce = matches!(directive.name(), Name::Known(name) if name.takes_nonce());
        let DirectiveValue::Sources(sources) = directive.value() else {
            continue;
        };
        for source in sources.iter().filter(|_| takes_nonce) {
            if source.node.to_string() == "auto" {
                out.report(source.site, Problem::AutoHost);
            }
        }
    }
}
