//! A policy as it is sent, for the language to read again.

use std::sync::Arc;

use talisman_core::encoded::DirectiveField;
use talisman_policy::level::Level;
use talisman_policy::policy::sent::Sent;
use talisman_policy::policy::{ForceHttps, Rules, SameSite, SessionCookies};

use crate::cookie;
use crate::field;
use crate::finding::Finding;
use crate::inherit;
use crate::policy::{Csp, Policy, Repr};
use crate::switch::{Mode, PolicySwitch, Sends};

impl Policy {
    /// Everything that the compiler would say of this policy if its fields were written whole: after deriving, and after
    /// changes when the program starts.
    ///
    /// Not every problem of a base and its changes together is reported while compiling, because a macro does not see the base, and
    /// what a constant carries for it says which fields and kinds of sources there are, not their values. Left to this are hosts
    /// of third parties and what another field withholds from them, `Cache-Control` beside a nonce, `Connection-Allowlist` beside
    /// `connect-src`, and partitioned cookies whose `SameSite` is not `None`. A test of one line reports them, with the same codes:
    ///
    /// ```
    /// use talisman::{Policy, talisman_policy};
    ///
    /// const SITE: Policy = talisman_policy! {
    ///     content_security_policy: {
    ///         default-src self;
    ///         object-src none;
    ///         base-uri none;
    ///         script-src self nonce unsafe-inline;
    ///     },
    /// };
    /// const PAGE: Policy = talisman_policy! {
    ///     ..SITE,
    ///     content_security_policy: { ..; script-src -= nonce; },
    /// };
    ///
    /// assert!(SITE.findings().is_empty());
    /// // Without the nonce, browsers do not ignore 'unsafe-inline' any more.
    /// assert_eq!(PAGE.findings()[0].code(), "csp-script-unsafe-inline");
    /// ```
    ///
    /// Levels that are written before the policy or of its bases hold: what they allow is left out. So is advice, unless
    /// a level asks for it. Fields that only https has are read too.
    ///
    /// It reads every field again: for tests, and for the start of a program.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        findings(&self.sent())
    }

    pub(crate) fn sent(&self) -> Sent {
        sent(&self.repr, false)
    }
}

impl Csp {
    /// Everything that the compiler would say of this policy if it were written whole, as [`Policy::findings`].
    ///
    /// ```
    /// use talisman::{Csp, csp};
    ///
    /// const CSP: Csp = csp! { default-src self; object-src none; base-uri none; };
    /// assert!(CSP.findings().is_empty());
    /// ```
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        findings(&sent(&self.repr, true))
    }
}

impl PolicySwitch {
    /// Everything that must be said of the policy in this state, as [`Policy::findings`]: for a test of the states that are used.
    ///
    /// ```
    /// use talisman::{Mode, PolicySwitch, talisman_policy};
    ///
    /// static SITE: PolicySwitch = PolicySwitch::new(
    ///     talisman_policy! {
    ///         content_security_policy: { default-src self; object-src none; base-uri none; },
    ///     },
    ///     Mode::ReportOnly,
    /// );
    /// assert!(SITE.findings_in(Mode::Enforced).is_empty());
    /// // Nothing says where reports are to go.
    /// assert_eq!(SITE.findings_in(Mode::ReportOnly)[0].code(), "csp-no-report-target");
    /// ```
    #[must_use]
    #[cfg_attr(docsrs, doc(cfg(feature = "text")))]
    pub fn findings_in(&self, mode: Mode) -> Vec<Finding> {
        let written = sent(self.written(), false);
        let has = |name: &str| written.fields.iter().any(|(other, _)| other == name);
        let fields = written.fields.iter().filter_map(|(name, text)| {
            let name = match mode.of_field(name, has) {
                Sends::Unchanged => name.clone(),
                Sends::Renamed(twin) => twin.to_owned(),
                Sends::Nothing => return None,
            };
            Some((name, text.clone()))
        });
        findings(&Sent {
            fields: fields.collect(),
            ..written.clone()
        })
    }
}

fn findings(sent: &Sent) -> Vec<Finding> {
    Finding::all(sent, sent.findings())
}

fn sent(repr: &Repr, is_csp_alone: bool) -> Sent {
    let base = repr.base();
    let mut fields = inherit::texts(&base.encoded);
    let csps = [DirectiveField::Enforced, DirectiveField::ReportOnly];
    for (csp, text) in csps.into_iter().zip(repr.texts()) {
        let Some(text) = text else { continue };
        match fields
            .iter_mut()
            .find(|(name, _)| *name == csp.field_name())
        {
            Some((_, other)) => *other = text.to_string(),
            None => fields.push((csp.field_name().to_owned(), text.to_string())),
        }
    }
    let parts = base.parts;
    let mut levels = Vec::new();
    collect_levels(parts.rules, &mut levels);
    Sent {
        fields,
        force_https: parts.force_https.map(force_https),
        session_cookies: parts.cookies.map(session_cookies),
        rules: Rules {
            max_field_length: parts.rules.max_field_length,
            bypass_hosts: owned(parts.rules.bypass_hosts),
            report_uri: owned(parts.rules.report_uri),
            framed_by_anyone: parts.rules.framed_by_anyone,
            in_meta: parts.rules.in_meta,
        },
        levels,
        is_csp_alone,
    }
}

/// The base's first: of two that name one code, the last holds.
fn collect_levels(rules: &field::Rules, levels: &mut Vec<(Level, String)>) {
    if let Some(base) = rules.levels.base {
        collect_levels(base, levels);
    }
    for (level, code) in rules.levels.own {
        levels.extend(Level::from_word(level).map(|level| (level, (*code).to_owned())));
    }
}

fn force_https(force: field::ForceHttps) -> ForceHttps {
    ForceHttps {
        status: force.status,
        hosts: owned(force.hosts),
        to: force.to.map(str::to_owned),
        exempt: owned(force.exempt),
    }
}

fn session_cookies(cookies: cookie::SessionCookies) -> SessionCookies {
    SessionCookies {
        names: owned(cookies.names),
        secure: cookies.secure,
        http_only: cookies.http_only,
        same_site: cookies.same_site.map(|same_site| match same_site {
            cookie::SameSite::Strict => SameSite::Strict,
            cookie::SameSite::Lax => SameSite::Lax,
            cookie::SameSite::None => SameSite::None,
        }),
        partitioned: cookies.partitioned,
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// The CSPs that were read at run time, enforced and report-only, as text.
pub(crate) type Texts = [Option<Arc<str>>; 2];
