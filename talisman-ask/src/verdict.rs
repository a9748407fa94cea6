//! What a page's policies say to a request.

use std::fmt;

use talisman_policy::headers::csp::DirectiveName;

use crate::change::Change;
use crate::decide::Decision;
use crate::kind::Kind;

/// The answer to a request: whether it is allowed, by which directive and source, and what would have to change.
///
/// ```
/// use talisman_ask::{Page, image};
///
/// let page = Page::at("https://www.example.com/")?.enforcing("img-src 'self'");
/// let verdict = page.verdict(image("https://img.example.net/x.png"));
/// assert!(!verdict.is_allowed());
/// assert_eq!(
///     verdict.to_string(),
///     "blocked by img-src: no source of img-src matches; smallest change: img-src += \"https://img.example.net\"",
/// );
/// # Ok::<(), talisman_ask::UrlError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verdict {
    kind: Kind,
    /// Why nothing could be asked.
    error: Option<String>,
    /// The first decision that blocks, or else the first of a directive.
    decision: Option<Decision>,
    changes: Vec<(usize, Change)>,
    /// Whether what blocks could not be changed everywhere.
    is_stuck: bool,
}

impl Verdict {
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            error: None,
            decision: None,
            changes: Vec::new(),
            is_stuck: false,
        }
    }

    pub(crate) fn unasked(kind: Kind, error: String) -> Self {
        Self {
            error: Some(error),
            ..Self::new(kind)
        }
    }

    pub(crate) fn add(&mut self, policy: usize, decisions: Vec<Decision>) {
        for decision in decisions {
            if !decision.is_allowed {
                match &decision.change {
                    Some(change) => self.changes.push((policy, change.clone())),
                    None => self.is_stuck = true,
                }
            }
            let replaces = match &self.decision {
                None => true,
                Some(first) if first.is_allowed => {
                    !decision.is_allowed
                        || (first.governing.is_none() && decision.governing.is_some())
                }
                Some(_) => false,
            };
            if replaces {
                self.decision = Some(decision);
            }
        }
    }

    /// The same without its changes, where what was asked for is not known well enough for one.
    #[cfg(feature = "reports")]
    pub(crate) fn without_changes(mut self) -> Self {
        self.changes.clear();
        self
    }

    /// Whether the request is allowed.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.error.is_none()
            && self
                .decision
                .as_ref()
                .is_none_or(|decision| decision.is_allowed)
    }

    /// Why nothing could be asked: the request has no URL.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    /// The kind that was asked for.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The directive that decided, as the policy has it; `None` if no policy restricts the request.
    #[must_use]
    pub fn directive(&self) -> Option<DirectiveName> {
        self.decision.as_ref()?.governing
    }

    /// The directive that the request is about: another than [`directive`](Self::directive) if that one stands in for it.
    #[must_use]
    pub fn wanted(&self) -> DirectiveName {
        let decision = self.decision.as_ref();
        decision.map_or(self.kind.directive(), |decision| decision.wanted)
    }

    /// The source expression, or other word, that allows the request.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.decision.as_ref()?.source.as_deref()
    }

    /// Why, in a sentence.
    #[must_use]
    pub fn because(&self) -> &str {
        match (&self.error, &self.decision) {
            (Some(error), _) => error,
            (None, Some(decision)) => &decision.because,
            (None, None) => "there is no policy",
        }
    }

    /// The smallest changes that allow the request, each with the [number](crate::Page::policy) of its policy; together they
    /// do. Empty if it is allowed, and where no change of a policy could.
    #[must_use]
    pub fn changes(&self) -> &[(usize, Change)] {
        if self.is_stuck { &[] } else { &self.changes }
    }

    /// The changes in the spelling of the macros, without those that several policies need alike.
    #[must_use]
    pub fn change(&self) -> Option<String> {
        let mut texts: Vec<String> = Vec::new();
        for (_, change) in self.changes() {
            let text = change.to_string();
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        (!texts.is_empty()).then(|| texts.join("; "))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(error) = &self.error {
            return write!(f, "not asked: {error}");
        }
        f.write_str(if self.is_allowed() {
            "allowed"
        } else {
            "blocked"
        })?;
        if let Some(directive) = self.directive() {
            write!(f, " by {directive}")?;
        }
        write!(f, ": {}", self.because())?;
        match self.change() {
            Some(change) => write!(f, "; smallest change: {change}"),
            None => Ok(()),
        }
    }
}
