//! `pages: ["dist/**/*.html"]`: the pages that a policy is made for, held against it while the program compiles.

mod auto;
mod findings;

use std::path::PathBuf;

use talisman_core::encoded::Encoder;
use talisman_pages::{PLACEHOLDERS, Site};
use talisman_policy::headers::csp::{
    self, DirectiveName, DirectiveValue, Disposition, Name, SourceExpression,
};
use talisman_policy::headers::{Header, HeaderPolicy};
use talisman_policy::pages::Problem;
use talisman_policy::policy::{Changes, Pages, Policy};
use talisman_policy::{Diagnostics, Field, Word, size};

use self::auto::OfPage;
use self::findings::Findings;
use crate::constants;
use crate::files::{PageFile, pages_of};
use crate::literals::Auto;
use crate::page::pieces;
use crate::rules::HeldPages;

/// How many bytes a field may have with the hashes of one page: Chromium refuses a response whose head has more.
const LONGEST: usize = 256 << 10;

/// Where pages are served if nothing says so: relative addresses are their own origin's wherever that is.
const ORIGIN: &str = "https://www.example.com/";

/// Pages that were read.
#[derive(Default)]
pub(crate) struct Read {
    /// Their files.
    pub(crate) files: Vec<PathBuf>,
    /// What `page!` knows them by, and what each is sent with.
    pub(crate) held: Vec<HeldPages>,
}

impl Read {
    fn hold(&mut self, digest: String, own: Option<Encoder>) {
        let same = |held: &&mut HeldPages| match (&held.own, &own) {
            (None, None) => true,
            (Some(held), Some(own)) => held.text() == own.text() && held.index() == own.index(),
            _ => false,
        };
        match self.held.iter_mut().find(same) {
            Some(held) => held.digests.push(digest),
            None => self.held.push(HeldPages {
                digests: vec![digest],
                own,
            }),
        }
    }
}

/// A policy that pages are held against.
struct Against<'a> {
    csp: Option<&'a csp::Policy>,
    fields: &'a [Field],
    pages: &'a Pages,
    /// What a page is sent with that was built ahead, where the policy has `auto`.
    of_page: Option<&'a dyn Fn(&str) -> OfPage>,
    budget: Option<usize>,
    /// Whether the policy is for a `<meta>` of the pages.
    in_meta: bool,
}

/// Holds the pages of a policy against it.
pub(crate) fn hold(policy: &Policy, autos: &[Auto], out: &mut Diagnostics) -> Read {
    let csp = |header| match policy.get(header) {
        Some(HeaderPolicy::Csp(csp)) => Some(csp),
        _ => None,
    };
    let enforced = csp(Header::ContentSecurityPolicy);
    let report_only = csp(Header::ContentSecurityPolicyReportOnly);
    auto::check([enforced, report_only], &policy.pages, autos, out);
    if constants::is_unseen(enforced) || !autos.is_empty() && constants::is_unseen(report_only) {
        report_unseen(&policy.pages, out);
        return Read::default();
    }
    let of_page = |html: &str| auto::of_page(policy, autos, html);
    let against = Against {
        csp: enforced,
        fields: &policy.fields(),
        pages: &policy.pages,
        of_page: (!autos.is_empty()).then_some(&of_page),
        budget: policy.rules.max_field_length,
        in_meta: policy.rules.in_meta,
    };
    against.hold(out)
}

/// The same of a derived policy, which must have a CSP of its own.
pub(crate) fn hold_derived(changes: &Changes, autos: &[Auto], out: &mut Diagnostics) -> Read {
    let enforced = changes
        .content_security_policy
        .whole()
        .filter(|_| !changes.only_reports);
    let report_only = changes.content_security_policy_report_only.whole();
    auto::check([enforced, report_only], &changes.pages, autos, out);
    let is_known =
        !constants::is_unseen(enforced) && (autos.is_empty() || !constants::is_unseen(report_only));
    let Some(csp) = enforced.filter(|_| is_known) else {
        report_unseen(&changes.pages, out);
        return Read::default();
    };
    let of_page = |html: &str| auto::of_derived(changes, autos, html);
    let against = Against {
        csp: Some(csp),
        fields: &[csp.field(Disposition::Enforce)],
        pages: &changes.pages,
        of_page: (!autos.is_empty()).then_some(&of_page),
        budget: changes.rules.max_field_length,
        in_meta: false,
    };
    against.hold(out)
}

fn report_unseen(pages: &Pages, out: &mut Diagnostics) {
    if let Some(first) = pages.files.first() {
        out.report(first, Problem::OfBase);
    }
}

impl Against<'_> {
    fn hold(&self, out: &mut Diagnostics) -> Read {
        let mut read = Read::default();
        let (Some(first), false) = (self.pages.files.first(), out.has_errors()) else {
            return read;
        };
        let Some(csp) = self.csp else {
            out.report(first, Problem::NothingEnforced);
            return read;
        };
        let mut used = Vec::new();
        for pattern in &self.pages.files {
            match pages_of(&pattern.text) {
                Ok(found) => {
                    if self
                        .pattern(pattern, found, (&mut read, &mut used), out)
                        .is_none()
                    {
                        return read;
                    }
                }
                Err(problem) => out.report(pattern, problem),
            }
        }
        if !out.has_errors() {
            report_unused(csp, &used, out);
        }
        read
    }

    /// Holds the pages of one pattern; `None` if it cannot be said where they are served.
    fn pattern(
        &self,
        pattern: &Word,
        found: Vec<PageFile>,
        (read, used): (&mut Read, &mut Vec<(DirectiveName, String)>),
        out: &mut Diagnostics,
    ) -> Option<()> {
        let words = self.pages.placeholders.iter();
        let placeholders: Vec<String> = words.map(|word| word.text.clone()).collect();
        let write = match self.of_page {
            Some(_) => "auto".to_owned(),
            None => format!("hashes_of({:?})", pattern.text),
        };
        let mut findings = Findings::new(&write);
        let mut not_html = Vec::new();
        let mut longest: Option<Field> = None;
        for page in found {
            if !page.is_html() {
                not_html.push(page.name.clone());
            }
            let is_rendered = pieces(&page.text, &placeholders).len() > 1;
            let own = self.of_page.filter(|_| !is_rendered);
            let own = own.map(|of_page| of_page(&page.text));
            let mut fields = own.iter().flat_map(|own| &own.fields);
            if let Some(field) = fields.find(|field| field.length() > LONGEST) {
                let (path, length) = (page.name, field.length());
                out.report(pattern, Problem::TooManyHashes { path, length });
                return Some(());
            }
            let fields = own
                .as_ref()
                .map_or(self.fields, |own| own.fields.as_slice());
            let held = site(&page, pattern, self.pages, fields, out)?.read(&page.text);
            if let Some((position, element)) = held.before_meta.filter(|_| self.in_meta) {
                let at = format!("{}:{}:{}", page.name, position.line, position.column);
                out.report(pattern, Problem::BeforeMeta { element, at });
            }
            for mut blocked in held.blocked {
                // What is replaced is not a nonce of the page's own: the policy lacks one.
                blocked.nonce = blocked.nonce.filter(|text| {
                    !PLACEHOLDERS.contains(&text.as_str()) && !placeholders.contains(text)
                });
                findings.add(&page.name, blocked);
            }
            used.extend(held.used);
            let own = own.map(|OfPage { fields, encoded }| {
                let known = longest.take();
                longest = fields.into_iter().chain(known).max_by_key(Field::length);
                encoded
            });
            read.hold(crate::page::digest(&page.text, &placeholders), own);
            read.files.push(page.path);
        }
        findings.report(pattern, out);
        report_not_html(&not_html, pattern, out);
        if let Some(field) = longest {
            size::check(&field, pattern.into(), self.budget, out);
        }
        Some(())
    }
}

/// Says once which files of a pattern are no pages.
fn report_not_html(names: &[String], pattern: &Word, out: &mut Diagnostics) {
    if let Some((path, others)) = names.split_first() {
        let more = match others.len() {
            0 => String::new(),
            1 => " and 1 more file".to_owned(),
            more => format!(" and {more} more files"),
        };
        let path = path.clone();
        out.report(pattern, Problem::NotHtml { path, more });
    }
}

/// The place of a page, with the policy that it is served with.
fn site(
    page: &PageFile,
    pattern: &Word,
    pages: &Pages,
    fields: &[Field],
    out: &mut Diagnostics,
) -> Option<Site> {
    let start = pages.url.as_ref().map_or(ORIGIN, |url| url.text.as_str());
    // What is before the first folder that the pattern leaves open is not part of an address.
    let fixed = pattern.text.split(['*', '?', '[']).next();
    let folder = fixed.unwrap_or_default().rfind('/').map_or(0, |at| at + 1);
    let path = page.name.get(folder..).unwrap_or_default();
    let url = format!("{}/{path}", start.trim_end_matches('/'));
    let mut site = match Site::at(&url) {
        Ok(site) => site,
        Err(error) => {
            let word = pages.url.as_ref().unwrap_or(pattern);
            let (found, why) = (start.to_owned(), error.to_string());
            out.report(word, Problem::Url { found, why });
            return None;
        }
    };
    for field in fields {
        site = site.with_field(&field.name, &field.value.template().0);
    }
    for text in &pages.placeholders {
        site = site.with_placeholder(&text.text);
    }
    Some(site)
}

/// Directives whose sources show in the text of a page: fonts and images come from style sheets, connections from scripts.
const SHOWN: &[DirectiveName] = &[
    DirectiveName::ScriptSrc,
    DirectiveName::ScriptSrcElem,
    DirectiveName::ScriptSrcAttr,
    DirectiveName::StyleSrc,
    DirectiveName::StyleSrcElem,
    DirectiveName::StyleSrcAttr,
    DirectiveName::FrameSrc,
    DirectiveName::ObjectSrc,
    DirectiveName::MediaSrc,
    DirectiveName::ManifestSrc,
    DirectiveName::FormAction,
];

fn report_unused(csp: &csp::Policy, used: &[(DirectiveName, String)], out: &mut Diagnostics) {
    for directive in csp.directives() {
        let (Name::Known(name), DirectiveValue::Sources(sources)) =
            (directive.name(), directive.value())
        else {
            continue;
        };
        if !SHOWN.contains(name) {
            continue;
        }
        for source in sources {
            let text = source.node.to_string();
            let is_used = used.iter().any(|(by, used)| by == name && *used == text);
            let shows = matches!(
                source.node,
                SourceExpression::Host(_) | SourceExpression::Hash(_)
            );
            if shows && !is_used {
                let problem = Problem::UnusedSource {
                    source: text,
                    directive: name.to_string(),
                };
                out.report(source.site, problem);
            }
        }
    }
}
