//! A page: where it is, and the policies that it came with.

use std::borrow::Borrow;
use std::error::Error;
use std::fmt;

use talisman_policy::headers::csp::{DirectiveName, Disposition, Policy, sent};
use url::{Host, Url};

use crate::decide::origin::SelfOrigin;
use crate::decide::{Asked, Decision, decide};
use crate::kind::Kind;
use crate::request::Request;
use crate::verdict::Verdict;

/// A page with its policies, which can be asked what it may do.
///
/// Every policy that is enforced has to allow a request: those of several fields, those between the commas of one, and those
/// of a `<meta>`.
///
/// ```
/// use talisman_ask::{Page, connect, image, inline_script, script};
///
/// let page = Page::at("https://www.example.com/account")?
///     .enforcing("default-src 'self'; script-src 'nonce'; img-src 'self' https://img.example.net");
/// assert!(page.allows(image("https://img.example.net/x.png")));
/// assert!(page.allows(script("/app.js").with_page_nonce()));
/// assert!(!page.allows(inline_script("alert(1)")));
/// assert_eq!(
///     page.verdict(connect("wss://live.example.com/")).to_string(),
///     "blocked by default-src: no source of default-src (in place of connect-src) matches; \
///      smallest change: connect-src self \"wss://live.example.com\"",
/// );
/// # Ok::<(), talisman_ask::UrlError>(())
/// ```
///
/// # Deployment caveat
///
/// It knows the policies that it is given. A proxy that adds a field of its own, or another header that blocks the same
/// request (mixed content, CORS), is not part of the answer.
#[derive(Clone, Debug)]
pub struct Page {
    url: Url,
    origin: SelfOrigin,
    policies: Vec<Held>,
    frame_options: Option<FrameOptions>,
}

/// What `X-Frame-Options` says, where no `frame-ancestors` takes its place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum FrameOptions {
    Deny,
    SameOrigin,
}

/// A policy and how it came.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) policy: Policy,
    pub(crate) disposition: Disposition,
    pub(crate) is_meta: bool,
}

impl Page {
    /// A page at this URL, without a policy.
    ///
    /// # Errors
    ///
    /// A text that is not an absolute URL.
    pub fn at(url: &str) -> Result<Self, UrlError> {
        let url = Url::parse(url).map_err(|error| UrlError::new(url, error))?;
        Ok(Self {
            origin: SelfOrigin::of(&url),
            url,
            policies: Vec::new(),
            frame_options: None,
        })
    }

    /// With the policies of a `Content-Security-Policy` field, read as browsers read them.
    #[must_use]
    pub fn enforcing(self, field: &str) -> Self {
        self.with(field, Disposition::Enforce, false)
    }

    /// With the policies of a `Content-Security-Policy-Report-Only` field: they block nothing, and
    /// [`reports`](Self::reports) says what they would.
    #[must_use]
    pub fn reporting(self, field: &str) -> Self {
        self.with(field, Disposition::Report, false)
    }

    /// With the policy of a `<meta http-equiv="Content-Security-Policy">`, whose `frame-ancestors` and `sandbox` browsers ignore.
    #[must_use]
    pub fn with_meta(self, content: &str) -> Self {
        self.with(content, Disposition::Enforce, true)
    }

    /// With a field of a response: a policy of either disposition, or `X-Frame-Options`; any other changes nothing.
    #[must_use]
    pub fn with_field(mut self, name: &str, value: &str) -> Self {
        let is = |disposition: Disposition| name.eq_ignore_ascii_case(disposition.field_name());
        if is(Disposition::Enforce) {
            self.enforcing(value)
        } else if is(Disposition::Report) {
            self.reporting(value)
        } else {
            if name.eq_ignore_ascii_case("x-frame-options") {
                // Browsers ignore every other value, ALLOW-FROM as well.
                self.frame_options = match value.trim().to_ascii_uppercase().as_str() {
                    "DENY" => Some(FrameOptions::Deny),
                    "SAMEORIGIN" => Some(FrameOptions::SameOrigin),
                    _ => None,
                };
            }
            self
        }
    }

    /// The URL.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    fn with(mut self, field: &str, disposition: Disposition, is_meta: bool) -> Self {
        let policies = sent::read(field).into_iter();
        self.policies.extend(policies.map(|policy| Held {
            policy,
            disposition,
            is_meta,
        }));
        self
    }

    pub(crate) fn policies(&self) -> impl Iterator<Item = &Policy> {
        self.policies.iter().map(|held| &held.policy)
    }

    pub(crate) fn host(&self) -> Option<&str> {
        self.url.host_str()
    }

    /// The policy of this number, which a [`Change`](crate::Change) is about.
    #[must_use]
    pub fn policy(&self, number: usize) -> Option<&Policy> {
        self.policies.get(number).map(|held| &held.policy)
    }

    /// Whether every enforced policy allows a request.
    ///
    /// `false` also if its URL is invalid: ask for the [`verdict`](Self::verdict) where that matters.
    #[must_use]
    pub fn allows(&self, request: impl Borrow<Request>) -> bool {
        self.verdict(request).is_allowed()
    }

    /// What the enforced policies say to a request, and why.
    #[must_use]
    pub fn verdict(&self, request: impl Borrow<Request>) -> Verdict {
        self.ask(request.borrow(), Disposition::Enforce)
    }

    /// What the policies that only report say to a request; a request that is not allowed is reported.
    #[must_use]
    pub fn reports(&self, request: impl Borrow<Request>) -> Verdict {
        self.ask(request.borrow(), Disposition::Report)
    }

    fn ask(&self, request: &Request, disposition: Disposition) -> Verdict {
        let asked = match self.asked(request) {
            Ok(asked) => asked,
            Err(error) => return Verdict::unasked(request.kind, error.to_string()),
        };
        let mut verdict = Verdict::new(request.kind);
        for (number, held) in self.policies.iter().enumerate() {
            if held.disposition == disposition {
                verdict.add(number, decide(held, &asked));
            }
        }
        let is_framed = request.kind == Kind::Ancestor && disposition == Disposition::Enforce;
        if let Some(options) = self
            .frame_options
            .filter(|_| is_framed && !self.names_ancestors())
        {
            verdict.add(0, vec![self.framed(options, &asked)]);
        }
        verdict
    }

    /// Whether an enforced policy of a field has `frame-ancestors`, which makes `X-Frame-Options` void.
    fn names_ancestors(&self) -> bool {
        self.policies.iter().any(|held| {
            held.disposition == Disposition::Enforce
                && !held.is_meta
                && held.policy.get(DirectiveName::FrameAncestors).is_some()
        })
    }

    /// <https://html.spec.whatwg.org/#the-x-frame-options-header>
    fn framed(&self, options: FrameOptions, asked: &Asked<'_>) -> Decision {
        let is_same = asked
            .url
            .as_ref()
            .is_some_and(|url| url.origin() == self.url.origin());
        match options {
            FrameOptions::Deny => {
                Decision::by_frame_options(false, "X-Frame-Options: DENY allows no ancestor")
            }
            FrameOptions::SameOrigin => Decision::by_frame_options(
                is_same,
                "X-Frame-Options: SAMEORIGIN allows ancestors of the page's own origin",
            ),
        }
    }

    fn asked<'a>(&'a self, request: &'a Request) -> Result<Asked<'a>, UrlError> {
        let url = request.kind.takes_url().then(|| {
            let url = self.url.join(&request.subject);
            url.map_err(|error| UrlError::new(&request.subject, error))
        });
        let mut url = url.transpose()?;
        if let (Kind::Ancestor, Some(url)) = (request.kind, url.as_mut()) {
            // Ancestors are compared by their origins.
            url.set_path("/");
        }
        let upgraded = url.clone().filter(|_| self.upgrades()).map(upgraded);
        Ok(Asked {
            request,
            origin: &self.origin,
            url,
            upgraded,
        })
    }

    /// Whether the page loads `http:` URLs over https: one policy that is enforced says it for all.
    fn upgrades(&self) -> bool {
        let name = DirectiveName::UpgradeInsecureRequests;
        self.policies
            .iter()
            .any(|held| held.disposition == Disposition::Enforce && held.policy.get(name).is_some())
    }
}

/// <https://www.w3.org/TR/upgrade-insecure-requests/#upgrade-request>; what Chromium trusts without TLS stays as it is.
fn upgraded(mut url: Url) -> Url {
    let scheme = match url.scheme() {
        _ if is_loopback(&url) => return url,
        "http" => "https",
        "ws" => "wss",
        _ => return url,
    };
    // Both are schemes of the same kind, so that the change cannot fail; the default port follows its scheme.
    let _ = url.set_scheme(scheme);
    url
}

/// <https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy>
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// A text that is not a URL.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UrlError {
    text: String,
    error: url::ParseError,
}

impl UrlError {
    fn new(text: &str, error: url::ParseError) -> Self {
        Self {
            text: text.to_owned(),
            error,
        }
    }
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a URL: {}", self.text, self.error)
    }
}

impl Error for UrlError {}
