//! Sources that one response adds to a policy.

mod apply;

use std::sync::{Arc, OnceLock};

use talisman_policy::Diagnostic;
use talisman_policy::headers::csp;
use talisman_policy::policy::{ReadExtension, read_extension, read_one_source};

use crate::apply::Applier;
use crate::compiled::{Handle, Template};
use crate::finding::{Finding, PolicyError};
use crate::fragment::Fragment;
use crate::policy::Policy;
use crate::scheme::Scheme;

/// How many policies an extension is kept ready for: most programs have fewer that share one.
const KEPT: usize = 4;

/// Hosts, hashes and the place of the nonce that a handler adds to the policy of one response.
///
/// It is read once, by the grammar of the macros. It cannot hold what opens more than that: no `'unsafe-inline'` or other
/// keyword, no scheme, no `*`, no directive without sources. So adding it cannot fail.
///
/// ```
/// use std::sync::LazyLock;
///
/// use http::Response;
/// use talisman::{Extension, Policy, Scheme, talisman_policy};
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         script-src self nonce;
///         img-src self;
///         object-src none;
///         base-uri none;
///     },
/// };
/// static MAP: LazyLock<Extension> = LazyLock::new(|| {
///     let text = "script-src https://maps.example; img-src https://tiles.example";
///     let (map, _) = Extension::from_text(text).expect("it is read");
///     map
/// });
///
/// fn map() -> Response<&'static str> {
///     let mut response = Response::new("..");
///     SITE.extended_by(&MAP).applier(Scheme::Https).apply(&mut response);
///     response
/// }
///
/// assert_eq!(
///     map().headers()["content-security-policy"],
///     "default-src 'self'; script-src 'self' https://maps.example; \
///      img-src 'self' https://tiles.example; \
///      object-src 'none'; base-uri 'none'",
/// );
/// ```
///
/// ```
/// # use talisman::Extension;
/// for text in [
///     "script-src 'unsafe-inline'",
///     "img-src *",
///     "img-src data:",
///     "default-src a.example",
///     "sandbox allow-scripts",
///     "img-src a.example, b.example",
/// ] {
///     assert!(Extension::from_text(text).is_err(), "{text}");
/// }
/// ```
///
/// # What it adds
///
/// - It takes nothing away. A directive that is `'none'` becomes these sources. One that the policy lacks gets the sources of
///   its fallback too, since it takes the place of that; and one that has no fallback in the policy, such as a missing
///   `form-action`, allows everything already and stays away.
/// - What is for `script-src` or `style-src` is for `script-src-elem` or `style-src-elem` too, where the policy has that. `default-src`
///   and `child-src`, which only stand in for others, are refused: which others is up to the policy.
/// - Hosts beside `'strict-dynamic'`, which browsers ignore there, are left out, and so is a hash or a nonce beside an
///   `'unsafe-inline'` that it would make void. [`without_effect_in`](Self::without_effect_in) names what a policy does not take.
/// - It adds to `Content-Security-Policy` and to its report-only twin, and changes no other field.
///
/// # Deployment caveat
///
/// What it adds is allowed on every page that the handler answers: a host that a user may choose, such as the domain of a shop,
/// belongs to `frame-ancestors` or `form-action`, and never to `script-src`.
#[derive(Clone, Debug)]
pub struct Extension(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    extension: csp::Extension,
    has_nonce: bool,
    /// What it comes to in the policies that it was added to first.
    kept: [OnceLock<(Handle, Box<[Template]>)>; KEPT],
}

impl Extension {
    /// Reads directives with the sources that each gets, in the form of a serialized policy: `img-src https://tiles.example`.
    ///
    /// `'nonce'` is the place of the response's nonce. Gives what else must be said of the text.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it. An empty text is an error.
    pub fn from_text(text: &str) -> Result<(Self, Vec<Finding>), PolicyError> {
        finished(&read_extension(text))
    }

    /// Reads one source for one directive, such as a host that a tenant's settings name.
    ///
    /// ```
    /// use talisman::Extension;
    ///
    /// assert!(Extension::source("frame-ancestors", "https://shop.example").is_ok());
    /// for value in [
    ///     "https://a.example https://b.example",
    ///     "https://a.example; script-src https://b.example",
    ///     "*",
    ///     "",
    /// ] {
    ///     assert!(Extension::source("frame-ancestors", value).is_err(), "{value}");
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the two: the text of a source is one host or one hash, and white space in it, `;` and `,`
    /// are refused.
    pub fn source(directive: &str, source: &str) -> Result<(Self, Vec<Finding>), PolicyError> {
        finished(&read_one_source(directive, source))
    }

    /// The directives in which it changes nothing of a policy's `Content-Security-Policy`: for a test, or for the start of a
    /// program.
    ///
    /// ```
    /// use talisman::{Extension, Policy, talisman_policy};
    ///
    /// const SITE: Policy = talisman_policy! {
    ///     content_security_policy: {
    ///         default-src self;
    ///         script-src nonce strict-dynamic;
    ///         object-src none;
    ///         base-uri none;
    ///     },
    /// };
    /// let text = "script-src https://maps.example; img-src https://tiles.example";
    /// let (map, _) = Extension::from_text(text).unwrap();
    /// assert_eq!(map.without_effect_in(&SITE), ["script-src"]);
    /// ```
    #[must_use]
    pub fn without_effect_in(&self, policy: &Policy) -> Vec<&'static str> {
        let mut fields = policy.repr.all_fields().iter();
        let csp = fields.find(|field| field.name == http::header::CONTENT_SECURITY_POLICY);
        let directives = csp.map(|field| field.directives.as_slice());
        self.0
            .extension
            .without_effect(directives.unwrap_or_default())
    }

    pub(crate) fn has_nonce(&self) -> bool {
        self.0.has_nonce
    }

    pub(crate) fn joined(&self, other: &Self) -> Self {
        Self::new(self.0.extension.joined(&other.0.extension))
    }

    fn new(extension: csp::Extension) -> Self {
        Self(Arc::new(Inner {
            has_nonce: extension.has_nonce(),
            extension,
            kept: [const { OnceLock::new() }; KEPT],
        }))
    }
}

/// What a library's fragment adds, for [`Policy::extended_by`]: it was checked when the library was compiled.
impl From<&Fragment> for Extension {
    fn from(fragment: &Fragment) -> Self {
        Self::new(csp::Extension::of(&fragment.directives()))
    }
}

fn finished(read: &ReadExtension) -> Result<(Extension, Vec<Finding>), PolicyError> {
    let mut problems: Vec<&Diagnostic> = read.problems.iter().collect();
    problems.retain(|problem| problem.condition.is_none());
    let mut found: Vec<_> = problems.iter().map(|it| read.finding(it)).collect();
    found.sort_by_key(|(_, finding)| finding.range.start);
    let findings = Finding::of_lines(found);
    if findings.iter().any(Finding::is_error) {
        return Err(PolicyError::of_extension(findings));
    }
    Ok((Extension::new(read.extension.clone()), findings))
}

impl Policy {
    /// This policy with sources that one response adds: for a handler that needs one more host on one page.
    ///
    /// Nothing can fail, and a response costs one allocation for each CSP that is extended, as with a nonce.
    #[must_use]
    pub const fn extended_by<'a>(&'a self, extension: &'a Extension) -> Extended<'a> {
        Extended {
            policy: self,
            extension,
        }
    }
}

/// A policy and what a response adds to it: see [`Policy::extended_by`].
#[derive(Clone, Copy, Debug)]
pub struct Extended<'a> {
    policy: &'a Policy,
    extension: &'a Extension,
}

impl Extended<'_> {
    /// Starts a response to a request that came over this scheme.
    pub fn applier(&self, scheme: Scheme) -> Applier {
        self.policy.applier(scheme).extended_by(self.extension)
    }
}

#[cfg(test)]
mod tests;
