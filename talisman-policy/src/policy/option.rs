//! The options of a policy: which there are, and how the value of each is written.

use crate::csp::Operator;
use crate::word::{Member, Statement, Word};

words! {
    /// An option of `talisman_policy!`, under flask-talisman's names; those it does not have, of which some are hyperflask's,
    /// stand behind the one that they belong to.
    pub enum OptionName: Shape {
        /// Whether requests over http are redirected.
        ForceHttps => "force_https", Shape::Words;
        /// Whether that redirect is permanent.
        ForceHttpsPermanent => "force_https_permanent", Shape::Words;
        /// The hosts that it may lead to.
        ForceHttpsHosts => "force_https_hosts", Shape::Words;
        /// The host that it leads to from everywhere else.
        ForceHttpsTo => "force_https_to", Shape::Words;
        /// The paths that it leaves alone.
        ForceHttpsExempt => "force_https_exempt", Shape::Words;
        /// X-Frame-Options.
        FrameOptions => "frame_options", Shape::FieldWords;
        /// The origin behind ALLOW-FROM.
        FrameOptionsAllowFrom => "frame_options_allow_from", Shape::Words;
        /// Strict-Transport-Security.
        StrictTransportSecurity => "strict_transport_security", Shape::Parameters;
        /// Its preload.
        StrictTransportSecurityPreload => "strict_transport_security_preload", Shape::Words;
        /// Its max-age.
        StrictTransportSecurityMaxAge => "strict_transport_security_max_age", Shape::Words;
        /// Its includeSubDomains.
        StrictTransportSecurityIncludeSubdomains => "strict_transport_security_include_subdomains", Shape::Words;
        /// Content-Security-Policy.
        ContentSecurityPolicy => "content_security_policy", Shape::Directives;
        /// The directives that get the nonce.
        ContentSecurityPolicyNonceIn => "content_security_policy_nonce_in", Shape::Words;
        /// Content-Security-Policy-Report-Only, or whether the policy is one.
        ContentSecurityPolicyReportOnly => "content_security_policy_report_only", Shape::Directives;
        /// Its report-uri.
        ContentSecurityPolicyReportUri => "content_security_policy_report_uri", Shape::Words;
        /// Whether script-src gets 'unsafe-eval'.
        ContentSecurityPolicyUnsafeEval => "content_security_policy_unsafe_eval", Shape::Words;
        /// Whether script-src and style-src get 'unsafe-inline'.
        ContentSecurityPolicyUnsafeInline => "content_security_policy_unsafe_inline", Shape::Words;
        /// Who may frame the page.
        ContentSecurityPolicyFrameAncestors => "content_security_policy_frame_ancestors", Shape::Words;
        /// Sources under names of their own.
        SourceLists => "source_lists", Shape::SourceLists;
        /// Referrer-Policy.
        ReferrerPolicy => "referrer_policy", Shape::CommaList;
        /// Feature-Policy.
        FeaturePolicy => "feature_policy", Shape::FeatureDirectives;
        /// Permissions-Policy.
        PermissionsPolicy => "permissions_policy", Shape::Dictionary;
        /// Document-Policy.
        DocumentPolicy => "document_policy", Shape::Dictionary;
        /// The cookies that are session cookies.
        SessionCookieNames => "session_cookie_names", Shape::Words;
        /// Whether they get `Secure`.
        SessionCookieSecure => "session_cookie_secure", Shape::Words;
        /// Whether they get `HttpOnly`.
        SessionCookieHttpOnly => "session_cookie_http_only", Shape::Words;
        /// The `SameSite` that they get.
        SessionCookieSamesite => "session_cookie_samesite", Shape::Words;
        /// X-Download-Options.
        ForceFileSave => "force_file_save", Shape::FieldWords;
        /// X-Content-Type-Options.
        XContentTypeOptions => "x_content_type_options", Shape::FieldWords;
        /// X-XSS-Protection.
        XXssProtection => "x_xss_protection", Shape::Parameters;
    }
}

/// How the value of an option is written among Rust tokens, and how a string in its place is taken apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// A word, or several in brackets: `DENY`, `["a.example", "b.example"]`.
    Words,
    /// As [`Words`](Self::Words), and a string holds the words of a field value.
    FieldWords,
    /// As [`Words`](Self::Words), and a string holds a comma-separated list.
    CommaList,
    /// `{ name: value, .. }`, or a string of directives with `=`.
    Parameters,
    /// `{ name value value; .. }`, or a string of directives.
    Directives,
    /// As [`Directives`](Self::Directives), and a comma separates them too in a string.
    FeatureDirectives,
    /// `{ key: value, .. }`, or a string that holds a structured-field dictionary.
    Dictionary,
    /// `{ name: (word word), .. }`; no field has such a value, so no string does.
    SourceLists,
}

/// An option as it was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Setting {
    /// The option's name.
    pub name: Word,
    /// Its value.
    pub value: SettingValue,
}

/// The value of an option, taken apart as its [`Shape`] says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SettingValue {
    /// One word or several.
    Words(Vec<Word>),
    /// Directives, or parameters.
    Statements(Vec<Statement>),
    /// Changes of the base's directives, in a derived policy.
    Edits(Vec<(Operator, Statement)>),
    /// A dictionary, or lists under their names.
    Members(Vec<Member>),
    /// Something that was reported already.
    Refused,
}
