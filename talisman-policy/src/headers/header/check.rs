//! The entry at which any text can be asked about, and where in it each problem is.

use std::ops::Range;

use super::{Header, HeaderPolicy, read_value, report_support, split_text};
use crate::ground::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ground::problem::{Explanation, Severity};
use crate::ground::size;
use crate::ground::word::Site;

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
/// use talisman_policy::headers::{Header, check_text};
///
/// let checked = check_text(Header::ReferrerPolicy, "no-referer");
/// assert_eq!(checked.serialized, None);
/// assert_eq!(checked.findings[0].range, 0..10);
/// assert_eq!(checked.findings[0].explanation.help, "write no-referrer");
/// ```
#[must_use]
pub fn check_text(header: Header, text: &str) -> Checked {
    let mut checked = check_text_with_advice(header, text);
    leave_out_advice(&mut checked.findings);
    checked
}

/// As [`check_text`], and with what a specialist would do further.
#[must_use]
pub fn check_text_with_advice(header: Header, text: &str) -> Checked {
    let (policy, findings) = read_all(header, text);
    Checked {
        serialized: policy.map(|policy| policy.to_string()),
        findings,
    }
}

fn leave_out_advice(findings: &mut Vec<Finding>) {
    findings.retain(|finding| finding.explanation.severity != Severity::Advice);
}

fn read_all(header: Header, text: &str) -> (Option<HeaderPolicy>, Vec<Finding>) {
    let mut out = Diagnostics::new();
    let (policy, ranges) = read_text(header, text, Site(0), &mut out);
    if !out.has_errors() {
        report_support(header, Place::Whole, &mut out);
    }
    let located = Located {
        header,
        text,
        ranges: &ranges,
        first: Site(0),
    };
    let of = |diagnostic| located.finding(diagnostic);
    let mut findings: Vec<Finding> = out.iter().map(of).collect();
    findings.sort_by_key(|finding| finding.range.start);
    let policy = out.finish(policy).ok().map(|(policy, _)| policy);
    (policy, findings)
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
    let (value, ranges) = split_text(header, text, first, out);
    let value = read_value(header, &value, out);
    if let Some(value) = &value {
        size::check(&value.field(header), Place::Whole, None, out);
    }
    (value, ranges)
}

/// A field value and its words, by which a place in it is found.
pub(crate) struct Located<'a> {
    pub(crate) header: Header,
    pub(crate) text: &'a str,
    /// The ranges of the words.
    pub(crate) ranges: &'a [Range<usize>],
    /// The site of the first word.
    pub(crate) first: Site,
}

impl Located<'_> {
    pub(crate) fn finding(&self, diagnostic: &Diagnostic) -> Finding {
        let explanation = diagnostic.problem.explain();
        let range = self.range(&diagnostic.place);
        Finding {
            range: match explanation.instead {
                Some(_) => crate::text::with_unchecked(self.text, range),
                None => range,
            },
            explanation,
            also: diagnostic.also.as_ref().map(|also| self.range(also)),
        }
    }

    /// The bytes of the text that a place is about.
    fn range(&self, place: &Place) -> Range<usize> {
        let text = self.text;
        let word = |site: &Site| {
            let index = site.0.checked_sub(self.first.0);
            let range = index.and_then(|index| self.ranges.get(index as usize));
            range.cloned().unwrap_or(0..text.len())
        };
        match place {
            Place::Whole => 0..text.len(),
            Place::Word(site) => word(site),
            Place::Within(site, within) => {
                let range = word(site);
                let raw = text.get(range.clone()).unwrap_or_default();
                let at = |byte: u32| {
                    if self.header.fact().has_strings() {
                        crate::text::raw_offset(raw, byte as usize)
                    } else {
                        byte as usize
                    }
                };
                let clamp = |byte: u32| (range.start + at(byte)).min(range.end);
                clamp(within.start)..clamp(within.end)
            }
        }
    }
}
