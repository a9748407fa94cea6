//! What a report is about: which policy, which word to change, and whether it is noise, with the proof.

use std::fmt;

use talisman_policy::headers::csp::{DirectiveName, SourceExpression, sent};
use url::Url;

use super::{Body, Report, Shown, Violation};
use crate::fields::Sends;
use crate::kind::{Kind, Subject};
use crate::page::Page;
use crate::request::Request;
use crate::verdict::Verdict;

/// The site that reports are about: its policies by name, and its hosts.
#[derive(Clone, Debug, Default)]
pub struct Site {
    policies: Vec<(String, Vec<(String, String)>)>,
    hosts: Vec<String>,
}

impl Site {
    /// A site without policies.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With a policy; the name is for messages.
    #[must_use]
    pub fn policy(mut self, name: impl Into<String>, policy: &dyn Sends) -> Self {
        self.policies.push((name.into(), policy.sent_fields()));
        self
    }

    /// With a host that serves it. Without any, no report is noise for its document.
    #[must_use]
    pub fn host(mut self, host: impl Into<String>) -> Self {
        self.hosts.push(host.into().to_ascii_lowercase());
        self
    }
}

/// What a report of a violation says about a site.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Explanation {
    /// The name of the policy that the report quotes.
    pub policy: Option<String>,
    /// Why nothing has to be done about it, if so.
    pub noise: Option<Noise>,
    /// What the policy says to the request; `None` if the report does not say what was asked for.
    pub verdict: Option<Verdict>,
}

/// Why a report is noise.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Noise {
    /// An extension of the visitor's asked for it, or was refused: this URL is its own.
    Extension(String),
    /// The document is at this host, which is not the site's.
    OtherSite(String),
    /// The policy that the report quotes is not one of the site's: another site sent it, or an older release.
    ForeignPolicy,
    /// The policy that the report quotes allows what it says was refused, for this reason: a proxy or an extension changed it.
    /// Unless the request was redirected: a report has the URL before, and not the place that was refused.
    Allowed(String),
}

impl Report {
    /// Says what a violation is about; `None` for other reports.
    ///
    /// ```
    /// use talisman_ask::Sends;
    /// use talisman_ask::reports::{Limits, Site, read};
    ///
    /// struct Policy(&'static str);
    /// impl Sends for Policy {
    ///     fn sent_fields(&self) -> Vec<(String, String)> {
    ///         vec![("content-security-policy".to_owned(), self.0.to_owned())]
    ///     }
    /// }
    /// let site = Site::new().policy("SITE", &Policy("img-src 'self'")).host("www.example.com");
    /// let body = br#"[{"type": "csp-violation", "url": "https://www.example.com/", "body": {
    ///     "effectiveDirective": "img-src", "blockedURL": "https://img.example.net/x.png",
    ///     "originalPolicy": "img-src 'self'", "documentURL": "https://www.example.com/"}}]"#;
    /// let explanation = read(body, Limits::default())?[0].explain(&site).unwrap();
    /// assert_eq!(
    ///     explanation.to_string(),
    ///     "SITE: blocked by img-src: no source of img-src matches; smallest change: img-src += \"https://img.example.net\"",
    /// );
    /// # Ok::<(), talisman_ask::reports::Unreadable>(())
    /// ```
    #[must_use]
    pub fn explain(&self, site: &Site) -> Option<Explanation> {
        let Body::Csp(violation) = &self.body else {
            return None;
        };
        let quoted = site.quoted(violation);
        let request = violation.request();
        let verdict = match (&quoted, &request) {
            (Some(quoted), Some(request)) => quoted.verdict(&self.url, violation, request),
            _ => None,
        };
        // A hash of the first characters would be the hash of no text of the page's.
        let verdict = match verdict {
            Some(verdict) if !violation.is_whole() => Some(verdict.without_changes()),
            verdict => verdict,
        };
        let noise = violation
            .extension()
            .or_else(|| site.other_site(&self.url))
            .or_else(|| {
                let is_foreign = quoted.is_none() && !violation.original_policy.is_empty();
                is_foreign.then_some(Noise::ForeignPolicy)
            })
            .or_else(|| {
                let verdict = verdict.as_ref().filter(|verdict| verdict.is_allowed())?;
                Some(Noise::Allowed(verdict.because().to_owned()))
            });
        Some(Explanation {
            policy: quoted.map(|quoted| quoted.name),
            noise,
            verdict,
        })
    }
}

/// One of a site's policies, alone.
struct Quoted {
    name: String,
    text: String,
}

impl Quoted {
    fn verdict(&self, document: &str, violation: &Violation, request: &Request) -> Option<Verdict> {
        let page = Page::at(document).ok()?;
        Some(if violation.is_report_only {
            page.reporting(&self.text).reports(request)
        } else {
            page.enforcing(&self.text).verdict(request)
        })
    }
}

impl Site {
    /// The policy that a report quotes, whatever the nonce of the response was.
    fn quoted(&self, violation: &Violation) -> Option<Quoted> {
        let wanted = sent::read(&violation.original_policy);
        let wanted = wanted
            .first()
            .map(|policy| without_nonces(&policy.to_string()))?;
        for (name, fields) in &self.policies {
            for (field, value) in fields {
                if !field.starts_with("content-security-policy") {
                    continue;
                }
                for policy in sent::read(value) {
                    let text = policy.to_string();
                    if without_nonces(&text) == wanted {
                        let name = name.clone();
                        return Some(Quoted { name, text });
                    }
                }
            }
        }
        None
    }

    fn other_site(&self, document: &str) -> Option<Noise> {
        if self.hosts.is_empty() {
            return None;
        }
        let host = Url::parse(document).ok();
        let host = host.as_ref().and_then(Url::host_str).unwrap_or_default();
        let is_ours = self.hosts.iter().any(|own| own == host);
        (!is_ours).then(|| Noise::OtherSite(host.to_owned()))
    }
}

/// A serialized policy whose nonces are all the same.
fn without_nonces(policy: &str) -> String {
    let words = policy.split(' ').map(|word| {
        let (word, end) = match word.strip_suffix(';') {
            Some(word) => (word, ";"),
            None => (word, ""),
        };
        let is_nonce = sent::source(word).is_some_and(|source| source.is_nonce());
        format!("{}{end}", if is_nonce { "'nonce'" } else { word })
    });
    words.collect::<Vec<_>>().join(" ")
}

impl Violation {
    /// An extension's URL among those of the report.
    fn extension(&self) -> Option<Noise> {
        // Browsers cut a URL that is not a network's down to its scheme.
        const SCHEMES: &[&str] = &[
            "chrome-extension",
            "moz-extension",
            "safari-extension",
            "safari-web-extension",
            "ms-browser-extension",
            "webkit-masked-url",
            "user-script",
        ];
        let urls = [&self.blocked_url, &self.source_file];
        let found = urls.into_iter().find(|url| {
            let scheme = url.split(':').next().unwrap_or_default();
            SCHEMES.contains(&scheme)
        });
        found.map(|url| Noise::Extension(url.clone()))
    }

    /// What was asked for, as far as the report says it.
    #[must_use]
    pub fn request(&self) -> Option<Request> {
        let directive = DirectiveName::from_word(&self.effective_directive);
        let about = |subject| Kind::reported_as(directive?, subject);
        let kind = match self.blocked_url.as_str() {
            "eval" => Kind::Eval,
            "wasm-eval" => Kind::Wasm,
            "trusted-types-sink" => Kind::Sink,
            "trusted-types-policy" => Kind::TrustedTypesPolicy,
            // An older browser may name default-src, which no kind of code is about.
            "inline" => about(Subject::Code).unwrap_or(Kind::InlineScript),
            _ => about(Subject::Url)?,
        };
        let url = self.blocked_url.as_str();
        let request = match kind.subject() {
            Subject::Nothing => Request::new(kind, ""),
            Subject::Code | Subject::Name => Request::new(kind, self.sample.as_str()),
            Subject::Url if url.is_empty() => return None,
            Subject::Url if is_scheme(url) => Request::new(kind, format!("{url}:")),
            Subject::Url => Request::new(kind, url),
        };
        Some(request)
    }

    /// Whether the report holds all of what was asked for.
    fn is_whole(&self) -> bool {
        self.blocked_url != "inline" || self.has_whole_text()
    }

    /// Whether the sample is the whole text: browsers cut at 40 characters.
    #[must_use]
    pub fn has_whole_text(&self) -> bool {
        let length = self.sample.chars().count();
        length > 0 && length < 40
    }
}

impl Explanation {
    /// The smallest change that ends such reports, where the report says enough for one: not for inline code whose text it
    /// does not hold, nor for noise.
    #[must_use]
    pub fn change(&self, report: &Report) -> Option<String> {
        let Body::Csp(violation) = &report.body else {
            return None;
        };
        let verdict = self
            .verdict
            .as_ref()
            .filter(|_| violation.is_whole() && self.noise.is_none())?;
        verdict.change()
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(policy) = &self.policy {
            write!(f, "{policy}: ")?;
        }
        match (&self.noise, &self.verdict) {
            (Some(noise), _) => write!(f, "noise: {noise}"),
            (None, Some(verdict)) => write!(f, "{}", Shown(&verdict.to_string())),
            (None, None) => f.write_str("the report does not say what was asked for"),
        }
    }
}

impl fmt::Display for Noise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Extension(url) => write!(f, "an extension did it: {}", Shown(url)),
            Self::OtherSite(host) => write!(
                f,
                "the document is at {:?}, which is not ours",
                Shown(host).to_string()
            ),
            Self::ForeignPolicy => f.write_str("the policy that it quotes is not one of ours"),
            Self::Allowed(because) => write!(
                f,
                "the policy allows it, unless it was redirected: {}",
                Shown(because)
            ),
        }
    }
}

/// Whether a blocked URL is a scheme alone: what is left of a URL that has no host.
fn is_scheme(blocked: &str) -> bool {
    let source = sent::source(&format!("{blocked}:"));
    source.is_some_and(|source| matches!(source, SourceExpression::Scheme(_)))
        && !blocked.contains([':', '/'])
}
