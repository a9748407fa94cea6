//! Constants that can be asked what they allow.

use talisman_ask::{Comparison, Page, Sends, UrlError};

use crate::policy::{Csp, Fields, Policy};
use crate::scheme::Scheme;

impl Policy {
    /// A page of this URL that came with the policy, which can be asked what it may load and run.
    ///
    /// ```
    /// use talisman::ask::{connect, form};
    /// use talisman::{Policy, talisman_policy};
    ///
    /// const SITE: Policy = talisman_policy! {
    ///     content_security_policy: {
    ///         default-src self;
    ///         form-action self;
    ///         base-uri none;
    ///         object-src none;
    ///     },
    /// };
    /// let page = SITE.on("https://www.example.com/account")?;
    /// assert!(page.allows(connect("wss://www.example.com/live")));
    /// assert!(!page.allows(form("https://elsewhere.example/")));
    /// # Ok::<(), talisman::ask::UrlError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A text that is not an absolute URL.
    #[cfg_attr(docsrs, doc(cfg(feature = "ask")))]
    pub fn on(&self, url: &str) -> Result<Page, UrlError> {
        let page = Page::at(url)?;
        let scheme = if page.url().starts_with("https:") {
            Scheme::Https
        } else {
            Scheme::Http
        };
        Ok(with(page, self.fields(scheme)))
    }

    /// What this policy opens and closes beside an older one, field by field, each difference in a CSP with a request that
    /// shows it.
    ///
    /// ```
    /// use talisman::{Policy, talisman_policy};
    ///
    /// const OLD: Policy = talisman_policy! { frame_options: DENY };
    /// const SITE: Policy = talisman_policy! { ..OLD, frame_options: SAMEORIGIN };
    /// assert_eq!(
    ///     SITE.compared_to(&OLD).to_string(),
    ///     "wider: x-frame-options was DENY and is SAMEORIGIN",
    /// );
    /// assert!(OLD.compared_to(&SITE).is_no_wider());
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "ask")))]
    #[must_use]
    pub fn compared_to(&self, old: &Self) -> Comparison {
        Comparison::of_fields(&self.sent_fields(), &old.sent_fields())
    }

    /// What its report-only policy would open and close in the place of the enforced one; `None` if it does not have both.
    ///
    /// ```
    /// use talisman::{Policy, talisman_policy};
    ///
    /// const SITE: Policy = talisman_policy! {
    ///     content_security_policy: { default-src self; object-src none; base-uri none; },
    ///     content_security_policy_report_only: {
    ///         default-src self;
    ///         object-src none;
    ///         base-uri none;
    ///         form-action self;
    ///         report-to csp;
    ///     },
    ///     reporting_endpoints: { csp: "https://www.example.com/reports" },
    /// };
    /// let comparison = SITE.report_only_compared().unwrap();
    /// assert_eq!(comparison.to_string(), "narrower: form-action blocks form data:,");
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "ask")))]
    #[must_use]
    pub fn report_only_compared(&self) -> Option<Comparison> {
        Comparison::of_report_only(&self.sent_fields())
    }
}

impl Sends for Policy {
    fn sent_fields(&self) -> Vec<(String, String)> {
        owned(self.fields(Scheme::Https))
    }
}

impl Sends for Csp {
    fn sent_fields(&self) -> Vec<(String, String)> {
        owned(self.fields())
    }
}

fn owned(fields: Fields<'_>) -> Vec<(String, String)> {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    fields.map(owned).collect()
}

impl Csp {
    /// A page of this URL that came with the policy, as [`Policy::on`].
    ///
    /// # Errors
    ///
    /// A text that is not an absolute URL.
    #[cfg_attr(docsrs, doc(cfg(feature = "ask")))]
    pub fn on(&self, url: &str) -> Result<Page, UrlError> {
        Ok(with(Page::at(url)?, self.fields()))
    }
}

fn with(mut page: Page, fields: Fields<'_>) -> Page {
    for (name, value) in fields {
        page = page.with_field(name, value);
    }
    page
}
