//! A policy as browsers apply it: which list governs what, and which of its sources still count there.

use crate::headers::csp::directive::DirectiveName;
use crate::headers::csp::list::List;
use crate::headers::csp::sandbox::SandboxToken;
use crate::headers::csp::{Directive, DirectiveValue, Disposition, Policy};

/// A policy with the questions that weaknesses ask of it.
#[derive(Clone, Copy)]
pub(super) struct Effective<'a> {
    policy: &'a Policy,
    disposition: Disposition,
}

impl<'a> Effective<'a> {
    pub(super) fn new(policy: &'a Policy, disposition: Disposition) -> Self {
        Self {
            policy,
            disposition,
        }
    }

    /// The directive as the policy has it, its name checked or not.
    pub(super) fn directive(&self, name: DirectiveName) -> Option<&'a Directive> {
        let mut directives = self.policy.directives().iter();
        directives.find(|directive| directive.name().as_str() == name.as_str())
    }

    /// The source list that governs what a directive is about: its own, or that of the first of its fallbacks.
    pub(super) fn list(&self, name: DirectiveName) -> Option<List<'a>> {
        let mut names = std::iter::once(name).chain(name.fallbacks().iter().copied());
        names.find_map(|name| Some(List::named(name, self.directive(name)?)))
    }

    /// Every source list of a directive that the table has.
    pub(super) fn lists(&self) -> impl Iterator<Item = List<'a>> {
        self.policy.directives().iter().filter_map(|directive| {
            let name = DirectiveName::from_word(directive.name().as_str())?;
            name.takes_sources().then(|| List::named(name, directive))
        })
    }

    /// Whether the policy restricts at all what a page loads and runs. One that does not is there for something else, such
    /// as `frame-ancestors 'none'`, and leaves nothing open by mistake.
    ///
    /// A report-only policy leaves everything open: what it does not speak of, it was not to try out.
    pub(super) fn is_meant_to_be_whole(&self) -> bool {
        self.disposition == Disposition::Enforce && self.lists().any(|list| list.name.is_fetch())
    }

    /// Whether scripts run at all: a sandbox forbids them unless it says otherwise.
    pub(super) fn runs_scripts(&self) -> bool {
        self.sandbox_lifts(SandboxToken::Scripts)
    }

    /// Whether forms can be sent at all.
    pub(super) fn sends_forms(&self) -> bool {
        self.sandbox_lifts(SandboxToken::Forms)
    }

    fn sandbox_lifts(&self, token: SandboxToken) -> bool {
        match self.enforced(DirectiveName::Sandbox).map(Directive::value) {
            Some(DirectiveValue::Words(tokens)) => {
                tokens.iter().any(|word| word.node == token.as_str())
            }
            Some(DirectiveValue::Sources(_)) | None => true,
        }
    }

    /// Whether browsers make every http: load of the page an https: one.
    pub(super) fn upgrades(&self) -> bool {
        self.enforced(DirectiveName::UpgradeInsecureRequests)
            .is_some()
    }

    /// A directive that browsers ignore in a report-only policy.
    fn enforced(&self, name: DirectiveName) -> Option<&'a Directive> {
        // Browsers do not act on sandbox and upgrade-insecure-requests in a policy that only reports.
        let enforced = self.disposition == Disposition::Enforce;
        self.directive(name).filter(|_| enforced)
    }
}
