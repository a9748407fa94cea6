//! A policy with changes: read, held to the rules of a derived policy and of a whole one, and made.

use talisman_core::encoded::{DirectiveField, Encoder};
use talisman_policy::headers::{Header, read_text};
use talisman_policy::policy::sent::{Sent, SentFinding};
use talisman_policy::policy::{ReadChanges, read_change_texts};
use talisman_policy::{Diagnostic, Diagnostics, Severity, Site, level};

use super::conditions::holds;
use super::{Changes, made};
use crate::finding::{Finding, PolicyError};
use crate::inherit::Base;
use crate::policy::{Policy, Repr};

impl Policy {
    /// This policy with changes out of configuration: what a policy that is derived from it while compiling would be, byte for
    /// byte, and made of it, so that a response costs what one of the constant does.
    ///
    /// Gives with it what must be said of the changes, and of the policy with them that is not to be said of this one.
    ///
    /// ```
    /// use talisman::{Changes, Policy, PolicyError};
    ///
    /// fn policy(constant: &Policy) -> Result<Policy, PolicyError> {
    ///     let mut changes = Changes::new();
    ///     if let Ok(host) = std::env::var("S3_HOST") {
    ///         changes = changes.add_source("img-src", &host).add_source("connect-src", &host);
    ///     }
    ///     let (policy, warnings) = constant.with_changes(&changes)?;
    ///     for warning in warnings {
    ///         eprintln!("{warning}");
    ///     }
    ///     Ok(policy)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// All that is wrong, at once, each with the change that it is about: with the changes themselves; with what they change,
    /// such as a source that is to go and is not there; with the policy that would come out, in the rules that this one is held
    /// to as well, such as `max_field_length`. This policy stays as it is.
    ///
    /// ```
    /// use talisman::{Changes, Policy, talisman_policy};
    ///
    /// const SITE: Policy = talisman_policy! {
    ///     content_security_policy: { default-src self; img-src self; },
    /// };
    /// let changes = Changes::new()
    ///     .add_source("image-src", "https://s3.example") // no directive
    ///     .add_source("img-src", "s3.example/bucket name") // two sources
    ///     .remove_source("img-src", "data:"); // not there
    /// let error = SITE.with_changes(&changes).unwrap_err();
    /// assert_eq!(error.findings().len(), 3);
    /// ```
    ///
    /// # Deployment caveat
    ///
    /// For the start of a program: what it makes lives as long as the program, some kilobytes for each policy that differs from
    /// those made before. What a request brings is for [`extended_by`](Self::extended_by).
    pub fn with_changes(&self, changes: &Changes) -> Result<(Self, Vec<Finding>), PolicyError> {
        if changes.is_empty() {
            return Ok((self.clone(), Vec::new()));
        }
        let sent = self.sent();
        let read = read_change_texts(&changes.texts);
        let (read, problems) = judged(read, &sent);
        if problems.has_errors() {
            // What depends on the policy cannot be asked of changes that cannot be encoded.
            return Err(refused(self, &read, problems));
        }
        let base = self.repr.whole_base();
        let policy = Self {
            repr: made::policy(&base, &read.changes),
        };
        let derived = policy.repr.base();
        let mut findings = reported(&read, problems, |problem| match &problem.condition {
            Some(condition) => holds(condition, &base, &derived),
            None => true,
        });
        if findings.iter().any(Finding::is_error) {
            // What it does to the whole would say it a second time.
            return Err(PolicyError::of_changes(findings));
        }
        let after = policy.sent();
        let before = sent.findings();
        for finding in after.findings() {
            if is_new(&finding, &before, &findings) {
                findings.push(Finding::new(&after, finding));
            }
        }
        findings.extend(Finding::all(&after, after.lost_slots(&sent)));
        if findings.iter().any(Finding::is_error) {
            return Err(PolicyError::of_changes(findings));
        }
        Ok((policy, findings))
    }
}

/// The levels that are written before the policy hold for its changes.
fn judged(mut read: ReadChanges, sent: &Sent) -> (ReadChanges, Diagnostics) {
    let problems = std::mem::take(&mut read.problems);
    let problems = level::judge(&sent.levels, problems);
    (read, problems)
}

/// What is wrong with changes by themselves, and with those of the words of this policy as far as it can be asked.
fn refused(policy: &Policy, read: &ReadChanges, problems: Diagnostics) -> PolicyError {
    let base = policy.repr.whole_base();
    let findings = reported(read, problems, |problem| match &problem.condition {
        Some(condition) if condition.is_of_base() => holds(condition, &base, &base),
        Some(_) => false,
        None => true,
    });
    PolicyError::of_changes(findings)
}

fn reported(
    read: &ReadChanges,
    problems: Diagnostics,
    holds_here: impl Fn(&Diagnostic) -> bool,
) -> Vec<Finding> {
    let problems: Vec<Diagnostic> = problems.into_iter().filter(holds_here).collect();
    let mut found: Vec<_> = problems.iter().map(|it| read.finding(it)).collect();
    found.sort_by_key(|(text, finding)| (text.is_empty(), finding.range.start));
    Finding::of_lines(found)
}

/// Whether a finding about the policy with the changes is one of neither the policy without them nor the changes.
fn is_new((_, finding): &SentFinding, before: &[SentFinding], reported: &[Finding]) -> bool {
    let is_old = |(_, old): &SentFinding| old.explanation == finding.explanation;
    let is_error = finding.explanation.severity == Severity::Error;
    let says_so =
        |other: &Finding| other.code() == finding.explanation.code && other.is_error() >= is_error;
    !before.iter().any(is_old) && !reported.iter().any(says_so)
}

impl Repr {
    /// The policy as words, those that were read from texts at run time included.
    fn whole_base(&self) -> Base {
        let base = self.base();
        let mut words = Encoder::default();
        let csps = [
            (DirectiveField::Enforced, Header::ContentSecurityPolicy),
            (
                DirectiveField::ReportOnly,
                Header::ContentSecurityPolicyReportOnly,
            ),
        ];
        for ((field, header), text) in csps.into_iter().zip(self.texts()) {
            let Some(text) = text else { continue };
            // It was read before, and is read again as it was.
            let (policy, _) = read_text(header, &text, Site(0), &mut Diagnostics::new());
            if let Some(policy) = policy {
                words.off(field.field_name());
                policy.encode(header, &mut words);
            }
        }
        if words.index().is_empty() {
            return base;
        }
        Base {
            encoded: made::derived(base.encoded, &words),
            ..base
        }
    }
}
