//! A whole policy: the headers that a site sends, and what else it decides.

mod changes;
mod content_security_policy;
mod force_https;
mod option;
mod problem;
mod read;
mod session_cookies;
mod settings;
mod source_lists;
mod switches;
mod text;

pub use changes::{Changes, CspChange, FieldChange, read_changes};
pub use option::{OptionName, Setting, SettingValue, Shape};
pub use problem::Problem;
pub use read::read;
pub use session_cookies::{CookieAttribute, CookieChange, CookieEdit, SameSite, SessionCookies};
pub use text::split_setting;

use crate::csp::{self, Disposition};
use crate::document_policy::DocumentPolicy;
use crate::feature_policy::FeaturePolicy;
use crate::field::Field;
use crate::permissions;
use crate::referrer_policy::ReferrerPolicy;
use crate::strict_transport_security::StrictTransportSecurity;
use crate::x_content_type_options::XContentTypeOptions;
use crate::x_download_options::XDownloadOptions;
use crate::x_frame_options::XFrameOptions;
use crate::x_xss_protection::XXssProtection;

/// The headers of a policy. One that is `None` is not sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Policy {
    /// Feature-Policy.
    pub feature_policy: Option<FeaturePolicy>,
    /// Permissions-Policy.
    pub permissions_policy: Option<permissions::Policy>,
    /// Document-Policy.
    pub document_policy: Option<DocumentPolicy>,
    /// X-Frame-Options.
    pub x_frame_options: Option<XFrameOptions>,
    /// X-XSS-Protection.
    pub x_xss_protection: Option<XXssProtection>,
    /// X-Content-Type-Options: nosniff.
    pub x_content_type_options: Option<XContentTypeOptions>,
    /// X-Download-Options: noopen.
    pub x_download_options: Option<XDownloadOptions>,
    /// Content-Security-Policy.
    pub content_security_policy: Option<csp::Policy>,
    /// Content-Security-Policy-Report-Only.
    pub content_security_policy_report_only: Option<csp::Policy>,
    /// Strict-Transport-Security.
    pub strict_transport_security: Option<StrictTransportSecurity>,
    /// Referrer-Policy.
    pub referrer_policy: Option<ReferrerPolicy>,
    /// Whether and how requests over http are redirected.
    pub force_https: Option<ForceHttps>,
    /// The session cookies.
    pub session_cookies: Option<SessionCookies>,
}

/// How requests over http are redirected.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ForceHttps {
    /// 301, 302, 307 or 308.
    pub status: u16,
    /// The hosts that a redirect may lead to, each from itself.
    pub hosts: Vec<String>,
    /// The host that a redirect leads to from every other host.
    pub to: Option<String>,
    /// The paths that are served over http: one path each, or all below it if it ends in a slash.
    pub exempt: Vec<String>,
}

impl Policy {
    /// The fields, in the order in which flask-talisman sets them.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let csp = |policy: &Option<csp::Policy>, disposition| {
            policy.as_ref().map(|policy| policy.field(disposition))
        };
        [
            self.feature_policy.as_ref().map(FeaturePolicy::field),
            self.permissions_policy
                .as_ref()
                .map(permissions::Policy::field),
            self.document_policy.as_ref().map(DocumentPolicy::field),
            self.x_frame_options.as_ref().map(XFrameOptions::field),
            self.x_xss_protection.as_ref().map(XXssProtection::field),
            self.x_content_type_options
                .as_ref()
                .map(XContentTypeOptions::field),
            self.x_download_options
                .as_ref()
                .map(XDownloadOptions::field),
            csp(&self.content_security_policy, Disposition::Enforce),
            csp(
                &self.content_security_policy_report_only,
                Disposition::Report,
            ),
            self.strict_transport_security
                .as_ref()
                .map(StrictTransportSecurity::field),
            self.referrer_policy.as_ref().map(ReferrerPolicy::field),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
