//! What must be said of a text or a policy at run time, and a text that is refused.

use std::error::Error;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use talisman_policy::headers;
use talisman_policy::policy::sent::{Sent, SentFinding, Subject};
use talisman_policy::{Excerpt, Explanation, Severity};

/// One thing that must be said about a text or a policy, and where in it.
///
/// Its `Display` is what the compiler would print: what is wrong, the line with carets under it, what to write instead, and
/// the specification with the permanent code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    text: Arc<str>,
    field: Option<Arc<str>>,
    found: headers::Finding,
}

impl Finding {
    pub(crate) fn new(sent: &Sent, (subject, finding): SentFinding) -> Self {
        let field = match subject {
            Subject::Field(index) => sent.fields.get(index),
            Subject::Option(_) | Subject::Policy => None,
        };
        let text = match subject {
            Subject::Option(name) => name,
            Subject::Field(_) | Subject::Policy => field.map_or("", |(_, text)| text),
        };
        Self {
            text: Arc::from(text),
            field: field.map(|(name, _)| Arc::from(name.as_str())),
            found: finding,
        }
    }

    /// Some about the same policy, which share the texts that they are about: there may be as many as it has words.
    pub(crate) fn all(sent: &Sent, found: impl IntoIterator<Item = SentFinding>) -> Vec<Self> {
        let mut last: Option<(Subject, Arc<str>, Option<Arc<str>>)> = None;
        let mut findings = Vec::new();
        for (subject, found) in found {
            let finding = match &last {
                Some((other, text, field)) if *other == subject => Self {
                    text: Arc::clone(text),
                    field: field.clone(),
                    found,
                },
                _ => Self::new(sent, (subject, found)),
            };
            last = Some((subject, Arc::clone(&finding.text), finding.field.clone()));
            findings.push(finding);
        }
        findings
    }

    /// Some about texts that may have several lines, of which those about the same one share it.
    pub(crate) fn of_lines<'a>(
        found: impl IntoIterator<Item = (&'a str, headers::Finding)>,
    ) -> Vec<Self> {
        let mut last: Option<(&str, Arc<str>)> = None;
        let mut findings = Vec::new();
        for (text, found) in found {
            let shared = match &last {
                Some((other, shared)) if std::ptr::eq(*other, text) => Arc::clone(shared),
                _ => Arc::from(text),
            };
            last = Some((text, Arc::clone(&shared)));
            findings.push(Self {
                text: shared,
                field: None,
                found,
            });
        }
        findings
    }

    /// The permanent name of the problem, such as `csp-unknown-directive`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Whether a text is refused because of it, or a constant does not compile.
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

    /// The name of the field that it is about, in lower case; `None` if it is about an option or the policy as a whole.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// What it is about: a text as it was given; [changes](crate::Changes), each on a line, `img-src += https://s3.example`; the
    /// value of a field, with `'nonce'` and `unchecked(..)` as a text has them; or the name of an option. Empty if it is about
    /// the policy as a whole.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which bytes of [`text`](Self::text) it is about.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.found.range.clone()
    }

    fn explanation(&self) -> &Explanation {
        &self.found.explanation
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
        if !self.text.is_empty() || self.field.is_some() {
            writeln!(f, "{}", Excerpt::new(&self.text, self.range()))?;
        }
        if let Some(also) = &self.found.also {
            writeln!(f, "and here:\n{}", Excerpt::new(&self.text, also.clone()))?;
        }
        f.write_str(&explanation.remedy())
    }
}

/// A text that is not a policy, or changes that cannot be made.
///
/// Its `Display` draws the first findings, of a long line only what stands around each, and says how many more there are: it
/// has some kilobytes however long the text is. Nothing in it can steer a terminal or forge a line of a log, for control
/// characters and other invisible ones are escaped, here and in everything that a [`Finding`] says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PolicyError {
    findings: Vec<Finding>,
    of: Refused,
}

/// What was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Refused {
    Text,
    Changes,
    Extension,
}

impl PolicyError {
    pub(crate) const fn new(findings: Vec<Finding>) -> Self {
        let of = Refused::Text;
        Self { findings, of }
    }

    pub(crate) const fn of_changes(findings: Vec<Finding>) -> Self {
        let of = Refused::Changes;
        Self { findings, of }
    }

    pub(crate) const fn of_extension(findings: Vec<Finding>) -> Self {
        let of = Refused::Extension;
        Self { findings, of }
    }

    /// Every error and every other finding, ordered by where it begins.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// How many findings the message has. Who mends so many reads the next ones after the next try.
const MOST_SHOWN: usize = 20;

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.of {
            Refused::Text => "the text is not a policy",
            Refused::Extension => "this cannot be added to a policy",
            Refused::Changes => "the policy cannot be changed like this",
        })?;
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
