//! Policies from text, at start-up: the same grammar as the macros', with the same messages.

use std::borrow::Cow;
use std::sync::Arc;

use talisman_core::encoded::Directive;
use talisman_policy::Severity;
use talisman_policy::headers::Header;
use talisman_policy::headers::csp::{self, Disposition};
use talisman_policy::policy::sent::{Sent, SentFinding};

use crate::field::{Field, InvalidField};
use crate::finding::{Finding, PolicyError};
use crate::inherit::Base;
use crate::policy::{Csp, Policy, Repr};
use crate::slot::OriginTemplates;

impl Csp {
    /// Reads a serialized policy, such as an environment variable holds it, and gives what must be said about it.
    ///
    /// The text is that of the header (CSP3, section 2.2, serialized-policy): directives with semicolons between them,
    /// keywords in single quotes. `'nonce'` is the place of each response's nonce; so is `'nonce-'`, as [`fields`](Self::fields)
    /// shows it. White space and line breaks fold.
    ///
    /// ```
    /// use talisman::Csp;
    ///
    /// let text = "default-src 'self'; script-src 'self' 'nonce'; base-uri 'none'";
    /// let (csp, warnings) = Csp::from_text(text).unwrap();
    /// assert!(csp.has_nonce() && warnings.is_empty());
    ///
    /// let error = Csp::from_text("default-src 'self'; image-src *").unwrap_err();
    /// assert_eq!(error.findings()[0].help(), "write `img-src`");
    /// ```
    ///
    /// # Errors
    ///
    /// All that is wrong with the text, each with its place. An empty text is an error and never means "no policy".
    ///
    /// # Deployment caveat
    ///
    /// Read it when the program starts, and decide there what an error means: stop, or go on with the constant.
    pub fn from_text(text: &str) -> Result<(Self, Vec<Finding>), PolicyError> {
        let sent = Sent {
            is_csp_alone: true,
            ..Sent::default()
        };
        let (field, text, findings) = read(sent, text, Disposition::Enforce)?;
        let repr = Repr::owned(Base::EMPTY, vec![field]).with_texts([Some(text), None]);
        Ok((Self { repr }, findings))
    }
}

impl Policy {
    /// This policy, with the `Content-Security-Policy` that the text says; everything else stays as it is.
    ///
    /// The text is held to what the whole policy is held to: `max_field_length`, `content_security_policy_bypass_hosts`, the
    /// endpoints that it declares, its other fields, and the levels written before it. What its options add to a CSP
    /// they add to this one: `content_security_policy_report_uri`, and the `frame-ancestors` of `frame_options: ALLOW-FROM`.
    ///
    /// Gives with it what must be said of the text, and of the fields beside it that was not to be said before.
    ///
    /// ```
    /// use talisman::{Policy, PolicyError};
    ///
    /// fn policy(constant: &Policy) -> Result<Policy, PolicyError> {
    ///     let Ok(text) = std::env::var("CSP_DIRECTIVES") else { return Ok(constant.clone()) };
    ///     let (policy, warnings) = constant.with_content_security_policy(&text)?;
    ///     for warning in warnings {
    ///         eprintln!("CSP_DIRECTIVES: {warning}");
    ///     }
    ///     Ok(policy)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Csp::from_text`]; this policy stands.
    ///
    /// # Deployment caveat
    ///
    /// A page that hands out a nonce needs `'nonce'` in the text as well: ask [`has_nonce`](Self::has_nonce), or make a
    /// [`NoncePolicy`](crate::NoncePolicy) of the result.
    pub fn with_content_security_policy(
        &self,
        text: &str,
    ) -> Result<(Self, Vec<Finding>), PolicyError> {
        self.with_csp(text, Disposition::Enforce)
    }

    /// This policy, with the `Content-Security-Policy-Report-Only` that the text says; everything else stays as it is.
    ///
    /// # Errors
    ///
    /// As [`Csp::from_text`], and a text that names no receiver of its reports; this policy stands.
    pub fn with_content_security_policy_report_only(
        &self,
        text: &str,
    ) -> Result<(Self, Vec<Finding>), PolicyError> {
        self.with_csp(text, Disposition::Report)
    }

    fn with_csp(
        &self,
        text: &str,
        disposition: Disposition,
    ) -> Result<(Self, Vec<Finding>), PolicyError> {
        let (field, text, findings) = read(self.sent(), text, disposition)?;
        let mut fields = self.repr.all_fields().to_vec();
        match fields.iter_mut().find(|other| other.name == field.name) {
            Some(other) => *other = field,
            None => fields.push(field),
        }
        let mut texts = self.repr.texts();
        match disposition {
            Disposition::Enforce => texts[0] = Some(text),
            Disposition::Report => texts[1] = Some(text),
        }
        let repr = Repr::owned(self.repr.base(), fields).with_texts(texts);
        Ok((Self { repr }, findings))
    }
}

/// Reads a text for the policy that it must be a part of: its field, the same as text, and what must be said.
fn read(
    sent: Sent,
    text: &str,
    disposition: Disposition,
) -> Result<(Field, Arc<str>, Vec<Finding>), PolicyError> {
    let header = match disposition {
        Disposition::Enforce => Header::ContentSecurityPolicy,
        Disposition::Report => Header::ContentSecurityPolicyReportOnly,
    };
    let read = sent.read_csp(header, text);
    let before = sent.clone();
    let sent = sent.with_csp(header, text);
    let own = |findings: Vec<SentFinding>| Finding::all(&sent, findings);
    let (policy, mut findings) = read.map_err(|findings| PolicyError::new(own(findings)))?;
    findings.extend(sent.lost_slots(&before));
    let is_error = |(_, finding): &SentFinding| finding.explanation.severity == Severity::Error;
    if findings.iter().any(is_error) {
        return Err(PolicyError::new(own(findings)));
    }
    let field = policy.field(disposition);
    let (template, slots) = field.value.template();
    let field = Field::from_owned(
        &field.name,
        template,
        slots,
        field.without_nonce,
        field.https_only,
    )
    // The grammar lets no such byte through; were there one, the text must not become a policy.
    .map_err(|InvalidField| PolicyError::new(Vec::new()))?
    .with_origins(OriginTemplates::of(&policy.encoded(), ' '))
    .with_directives(owned(policy.encoded()));
    let text = csp::readable(&policy.encoded());
    Ok((field, Arc::from(text), own(findings)))
}

fn owned(directives: Vec<Directive<String>>) -> Vec<Directive<Cow<'static, str>>> {
    let directives = directives.into_iter();
    directives.map(|it| it.map(Cow::Owned)).collect()
}
