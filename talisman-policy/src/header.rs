//! The fields that the language knows, and the entry at which any text can be asked about.

use std::ops::Range;

use crate::csp::{self, Disposition};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document_policy::{self, DocumentPolicy};
use crate::feature_policy::{self, FeaturePolicy};
use crate::field::Field;
use crate::permissions;
use crate::problem::Explanation;
use crate::referrer_policy::{self, ReferrerPolicy};
use crate::strict_transport_security::{self, StrictTransportSecurity};
use crate::text;
use crate::word::Site;
use crate::x_content_type_options::{self, XContentTypeOptions};
use crate::x_download_options::{self, XDownloadOptions};
use crate::x_frame_options::{self, XFrameOptions};
use crate::x_xss_protection::{self, XXssProtection};

words! {
    /// A field whose value the language reads.
    pub enum Header {
        /// Content Security Policy, enforced.
        ContentSecurityPolicy => "Content-Security-Policy";
        /// Content Security Policy, for reports alone.
        ContentSecurityPolicyReportOnly => "Content-Security-Policy-Report-Only";
        /// HSTS.
        StrictTransportSecurity => "Strict-Transport-Security";
        /// Permissions Policy.
        PermissionsPolicy => "Permissions-Policy";
        /// Feature Policy, which Permissions Policy took the place of.
        FeaturePolicy => "Feature-Policy";
        /// Document Policy.
        DocumentPolicy => "Document-Policy";
        /// Referrer Policy.
        ReferrerPolicy => "Referrer-Policy";
        /// Framing.
        XFrameOptions => "X-Frame-Options";
        /// MIME sniffing.
        XContentTypeOptions => "X-Content-Type-Options";
        /// The XSS filter of old browsers.
        XXssProtection => "X-XSS-Protection";
        /// Downloads in Internet Explorer.
        XDownloadOptions => "X-Download-Options";
    }
}

problems! {
    /// What can be wrong with a text before it is read as its field's value.
    pub enum Problem {
        /// The field name stands in the value.
        FieldName { name: String } => Error "field-name", "RFC 9110 section 5, fields" {
            summary: format!("`{name}` is the name of a header field, and stands in its value: a browser reads it as a part of that");
            help: format!("leave `{name}` out");
            instead: "";
        }
    }
}

/// The value of one of the fields, read.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum HeaderPolicy {
    /// A Content Security Policy, with what browsers do with it.
    Csp(csp::Policy, Disposition),
    /// HSTS.
    StrictTransportSecurity(StrictTransportSecurity),
    /// A Permissions Policy.
    Permissions(permissions::Policy),
    /// A Feature Policy.
    FeaturePolicy(FeaturePolicy),
    /// A Document Policy.
    DocumentPolicy(DocumentPolicy),
    /// A Referrer Policy.
    ReferrerPolicy(ReferrerPolicy),
    /// Framing.
    XFrameOptions(XFrameOptions),
    /// MIME sniffing.
    XContentTypeOptions(XContentTypeOptions),
    /// The XSS filter.
    XXssProtection(XXssProtection),
    /// Downloads.
    XDownloadOptions(XDownloadOptions),
}

impl HeaderPolicy {
    /// The field that carries it.
    #[must_use]
    pub fn field(&self) -> Field {
        match self {
            Self::Csp(policy, disposition) => policy.field(*disposition),
            Self::StrictTransportSecurity(policy) => policy.field(),
            Self::Permissions(policy) => policy.field(),
            Self::FeaturePolicy(policy) => policy.field(),
            Self::DocumentPolicy(policy) => policy.field(),
            Self::ReferrerPolicy(policy) => policy.field(),
            Self::XFrameOptions(value) => value.field(),
            Self::XContentTypeOptions(value) => value.field(),
            Self::XXssProtection(value) => value.field(),
            Self::XDownloadOptions(value) => value.field(),
        }
    }
}

/// The field value, as [`check_text`] reads it back: `'nonce'` stands where each response's nonce goes.
impl std::fmt::Display for HeaderPolicy {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Csp(policy, _) => policy.fmt(formatter),
            Self::StrictTransportSecurity(policy) => policy.fmt(formatter),
            Self::Permissions(policy) => policy.fmt(formatter),
            Self::FeaturePolicy(policy) => policy.fmt(formatter),
            Self::DocumentPolicy(policy) => policy.fmt(formatter),
            Self::ReferrerPolicy(policy) => policy.fmt(formatter),
            Self::XFrameOptions(value) => value.fmt(formatter),
            Self::XContentTypeOptions(value) => value.fmt(formatter),
            Self::XXssProtection(value) => value.fmt(formatter),
            Self::XDownloadOptions(value) => value.fmt(formatter),
        }
    }
}

/// What a text says as the value of a field, and everything wrong with it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checked {
    /// The value as talisman sends it; `None` if there is an error.
    pub serialized: Option<String>,
    /// The problems, by the place where they begin.
    pub findings: Vec<Finding>,
}

/// One problem of a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// What is wrong and what to write instead.
    pub explanation: Explanation,
    /// Which bytes of the text it is about; all of them, if something is missing.
    pub range: Range<usize>,
    /// The other place that it is about, if it has two ends.
    pub also: Option<Range<usize>>,
}

/// Checks any text as the value of a field.
///
/// ```
/// use talisman_policy::header::{Header, check_text};
///
/// let checked = check_text(Header::ReferrerPolicy, "no-referer");
/// assert_eq!(checked.serialized, None);
/// assert_eq!(checked.findings[0].range, 0..10);
/// assert_eq!(checked.findings[0].explanation.help, "write no-referrer");
/// ```
#[must_use]
pub fn check_text(header: Header, text: &str) -> Checked {
    match read(header, text) {
        Ok((policy, findings)) => Checked {
            serialized: Some(policy.to_string()),
            findings,
        },
        Err(findings) => Checked {
            serialized: None,
            findings,
        },
    }
}

/// Reads a text as the value of a field, with what is to be said about it: its warnings.
///
/// # Errors
///
/// Everything wrong with it, by the place where it begins; one of the findings is an error.
pub fn read(header: Header, text: &str) -> Result<(HeaderPolicy, Vec<Finding>), Vec<Finding>> {
    let mut out = Diagnostics::new();
    let (policy, ranges) = read_text(header, text, Site(0), &mut out);
    let mut findings: Vec<Finding> = out
        .iter()
        .map(|diagnostic| finding(header, text, &ranges, diagnostic))
        .collect();
    findings.sort_by_key(|finding| finding.range.start);
    match out.finish(policy) {
        Ok((policy, _)) => Ok((policy, findings)),
        Err(_) => Err(findings),
    }
}

/// Reads a text as the value of a field. Sites count from `first`; the ranges are theirs, in the same order.
///
/// `None` means that nothing is left to read; whether the value may be used is [`Diagnostics::finish`]'s to say.
pub fn read_text(
    header: Header,
    text: &str,
    first: Site,
    out: &mut Diagnostics,
) -> (Option<HeaderPolicy>, Vec<Range<usize>>) {
    let Some(name) = text::field_name(text)
        .filter(|name| is_pasted_name(header, text.get(name.clone()).unwrap_or_default()))
    else {
        return read_value(header, text, first, out);
    };
    out.report(
        first,
        Problem::FieldName {
            name: text.get(name.clone()).unwrap_or_default().to_owned(),
        },
    );
    let behind = text.get(name.end..).unwrap_or_default();
    let (policy, ranges) = read_value(header, behind, Site(first.0.saturating_add(1)), out);
    let shifted = ranges
        .into_iter()
        .map(|range| range.start + name.end..range.end + name.end);
    (
        policy,
        std::iter::once(name.clone()).chain(shifted).collect(),
    )
}

/// Whether `name`, with its colon, is one of the fields. Of its own names a CSP speaks itself.
fn is_pasted_name(header: Header, name: &str) -> bool {
    let is_csp = |header| {
        matches!(
            header,
            Header::ContentSecurityPolicy | Header::ContentSecurityPolicyReportOnly
        )
    };
    let pasted = Header::from_word(name.trim_end_matches(':').trim_end());
    pasted.is_some_and(|pasted| !(is_csp(pasted) && is_csp(header)))
}

fn read_value(
    header: Header,
    text: &str,
    first: Site,
    out: &mut Diagnostics,
) -> (Option<HeaderPolicy>, Vec<Range<usize>>) {
    match header {
        Header::ContentSecurityPolicy => read_csp(text, first, Disposition::Enforce, out),
        Header::ContentSecurityPolicyReportOnly => read_csp(text, first, Disposition::Report, out),
        Header::StrictTransportSecurity => {
            let split = text::split_parameters(text, first);
            let policy = strict_transport_security::read(&split.statements, out);
            (
                policy.map(HeaderPolicy::StrictTransportSecurity),
                split.ranges,
            )
        }
        Header::PermissionsPolicy => {
            let split = text::split_dictionary(text, first);
            permissions::report_syntax(&split.mistakes, out);
            let empty = split.members.is_empty() && !split.mistakes.is_empty();
            let policy = if empty {
                None
            } else {
                permissions::read(&split.members, out)
            };
            (policy.map(HeaderPolicy::Permissions), split.ranges)
        }
        Header::FeaturePolicy => {
            let split = text::split_feature_policy(text, first);
            let policy = feature_policy::read(&split.statements, out);
            (policy.map(HeaderPolicy::FeaturePolicy), split.ranges)
        }
        Header::DocumentPolicy => {
            let split = text::split_dictionary(text, first);
            document_policy::report_syntax(&split.mistakes, out);
            let empty = split.members.is_empty() && !split.mistakes.is_empty();
            let policy = if empty {
                None
            } else {
                document_policy::read(&split.members, out)
            };
            (policy.map(HeaderPolicy::DocumentPolicy), split.ranges)
        }
        Header::ReferrerPolicy => {
            let split = text::split_list(text, first);
            (
                referrer_policy::read(&split.words, out).map(HeaderPolicy::ReferrerPolicy),
                split.ranges,
            )
        }
        Header::XFrameOptions => {
            let split = text::split_words(text, first);
            (
                x_frame_options::read(&split.words, out).map(HeaderPolicy::XFrameOptions),
                split.ranges,
            )
        }
        Header::XContentTypeOptions => {
            let split = text::split_words(text, first);
            (
                x_content_type_options::read(&split.words, out)
                    .map(HeaderPolicy::XContentTypeOptions),
                split.ranges,
            )
        }
        Header::XXssProtection => {
            let split = text::split_parameters(text, first);
            (
                x_xss_protection::read(&split.statements, out).map(HeaderPolicy::XXssProtection),
                split.ranges,
            )
        }
        Header::XDownloadOptions => {
            let split = text::split_words(text, first);
            (
                x_download_options::read(&split.words, out).map(HeaderPolicy::XDownloadOptions),
                split.ranges,
            )
        }
    }
}

fn read_csp(
    text: &str,
    first: Site,
    disposition: Disposition,
    out: &mut Diagnostics,
) -> (Option<HeaderPolicy>, Vec<Range<usize>>) {
    let split = text::split_directives(text, first);
    let policy = csp::read(&split.statements, disposition, out);
    (
        policy.map(|policy| HeaderPolicy::Csp(policy, disposition)),
        split.ranges,
    )
}

fn finding(
    header: Header,
    text: &str,
    ranges: &[Range<usize>],
    diagnostic: &Diagnostic,
) -> Finding {
    let locate = |place: &Place| locate(header, text, ranges, place);
    Finding {
        explanation: diagnostic.problem.explain(),
        range: locate(&diagnostic.place),
        also: diagnostic.also.as_ref().map(locate),
    }
}

/// The bytes of the text that a place stands for, if sites count from 0.
fn locate(header: Header, text: &str, ranges: &[Range<usize>], place: &Place) -> Range<usize> {
    let word = |site: &Site| {
        ranges
            .get(site.0 as usize)
            .cloned()
            .unwrap_or(0..text.len())
    };
    match place {
        Place::Whole => 0..text.len(),
        Place::Word(site) => word(site),
        Place::Within(site, within) => {
            let range = word(site);
            let raw = text.get(range.clone()).unwrap_or_default();
            let at = |byte: u32| {
                if has_strings(header) {
                    text::raw_offset(raw, byte as usize)
                } else {
                    byte as usize
                }
            };
            let clamp = |byte: u32| (range.start + at(byte)).min(range.end);
            clamp(within.start)..clamp(within.end)
        }
    }
}

/// Whether a word of the field may stand in quotes that do not belong to it.
fn has_strings(header: Header) -> bool {
    matches!(
        header,
        Header::StrictTransportSecurity
            | Header::PermissionsPolicy
            | Header::DocumentPolicy
            | Header::XXssProtection
    )
}

#[cfg(test)]
mod tests;
