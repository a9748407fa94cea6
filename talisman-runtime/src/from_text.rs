//! Policies from text, at start-up: the same grammar as the macros', with the same messages.

use std::error::Error;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use talisman_policy::headers::csp::Disposition;
use talisman_policy::headers::{self, Header};
use talisman_policy::{Excerpt, Explanation, Severity};

use crate::field::{Field, InvalidField};
use crate::inherit::Base;
use crate::policy::{Csp, Policy, Repr};

impl Csp {
    /// Reads a serialized policy, such as an environment variable holds it, and gives what is to be said about it.
    ///
    /// The text is that of the header (CSP3, section 2.2, serialized-policy): directives with semicolons between them,
    /// keywords in single quotes. `'nonce'` is the place of each response's nonce. White space and line breaks fold.
    ///
    /// ```
    /// use talisman::Csp;
    ///
    /// let (csp, warnings) = Csp::from_text("default-src 'self'; script-src 'self' 'nonce'; base-uri 'none'").unwrap();
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
        let (field, warnings) = read(text, Disposition::Enforce)?;
        Ok((
            Self {
                repr: Repr::owned(Base::EMPTY, vec![field]),
            },
            warnings,
        ))
    }
}

impl Policy {
    /// This policy, with the `Content-Security-Policy` that the text says; everything else stays as it is.
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
        let (field, warnings) = read(text, disposition)?;
        let mut fields = self.repr.all_fields().to_vec();
        match fields.iter_mut().find(|other| other.name == field.name) {
            Some(other) => *other = field,
            None => fields.push(field),
        }
        Ok((
            Self {
                repr: Repr::owned(self.repr.base(), fields),
            },
            warnings,
        ))
    }
}

fn read(text: &str, disposition: Disposition) -> Result<(Field, Vec<Finding>), PolicyError> {
    let header = match disposition {
        Disposition::Enforce => Header::ContentSecurityPolicy,
        Disposition::Report => Header::ContentSecurityPolicyReportOnly,
    };
    let text: Arc<str> = Arc::from(text);
    let own = |findings: Vec<headers::Finding>| {
        findings
            .into_iter()
            .map(|finding| Finding {
                text: Arc::clone(&text),
                finding,
            })
            .collect::<Vec<_>>()
    };
    let (policy, warnings) = headers::read(header, &text).map_err(|findings| PolicyError {
        findings: own(findings),
    })?;
    let field = policy.field(header);
    let (template, slots) = field.value.template();
    let field = Field::from_owned(
        &field.name,
        template,
        slots,
        field.without_nonce,
        field.https_only,
    )
    // The grammar lets no such byte through; were there one, the text must not become a policy.
    .map_err(|InvalidField| PolicyError {
        findings: Vec::new(),
    })?;
    Ok((field, own(warnings)))
}

/// One thing that is to be said about a text, and where in it.
///
/// Its `Display` is what the compiler would print: what is wrong, the line with carets under it, what to write instead, and
/// the specification with the permanent code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    text: Arc<str>,
    finding: headers::Finding,
}

impl Finding {
    /// The permanent name of the problem, such as `csp-unknown-directive`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Whether the text is refused because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.explanation().severity == Severity::Error
    }

    /// What is wrong, and what a browser does with it, on one line.
    #[must_use]
    pub fn summary(&self) -> &str {
        &self.explanation().summary
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.explanation().help
    }

    /// Which bytes of the text it is about.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.finding.range.clone()
    }

    fn explanation(&self) -> &Explanation {
        &self.finding.explanation
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let explanation = self.explanation();
        writeln!(
            f,
            "{}: {}",
            explanation.severity.as_str(),
            explanation.summary
        )?;
        writeln!(f, "{}", Excerpt::new(&self.text, self.range()))?;
        if let Some(also) = &self.finding.also {
            writeln!(f, "and here:\n{}", Excerpt::new(&self.text, also.clone()))?;
        }
        f.write_str(&explanation.remedy())
    }
}

/// A text that is no policy.
///
/// Its `Display` draws the first findings, of a long line only what stands around each, and says how many more there are: it
/// has some kilobytes however long the text is. Nothing in it can steer a terminal or forge a line of a log, for control
/// characters and other invisible ones are escaped, here and in everything that a [`Finding`] says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PolicyError {
    findings: Vec<Finding>,
}

impl PolicyError {
    /// Every mistake, and what else is to be said, by the place where it begins.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// How many findings the message has. Who mends so many reads the next ones after the next try.
const MOST_SHOWN: usize = 20;

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is not a policy")?;
        let mut findings = self.findings.iter();
        for finding in findings.by_ref().take(MOST_SHOWN) {
            write!(f, "\n\n{finding}")?;
        }
        match findings.len() {
            0 => Ok(()),
            more => write!(f, "\n\nand {more} more"),
        }
    }
}

impl Error for PolicyError {}
