//! The options of a policy: which there are, and how the value of each is written.

use crate::ground::word::Word;
use crate::headers::header::Header;
pub use crate::headers::shape::SettingValue;
use crate::headers::shape::Shape;

words! {
    /// An option of `talisman_policy!`, under flask-talisman's names; those it does not have, of which some are hyperflask's,
    /// stand behind the one that they belong to.
    pub enum OptionName: Kind {
        /// Whether requests over http are redirected.
        ForceHttps => "force_https", Kind::Words;
        /// Whether that redirect is permanent.
        ForceHttpsPermanent => "force_https_permanent", Kind::Words;
        /// The hosts that it may lead to.
        ForceHttpsHosts => "force_https_hosts", Kind::Words;
        /// The host that it leads to from everywhere else.
        ForceHttpsTo => "force_https_to", Kind::Words;
        /// The paths that it leaves alone.
        ForceHttpsExempt => "force_https_exempt", Kind::Words;
        /// X-Frame-Options.
        FrameOptions => "frame_options", header(Header::XFrameOptions, "DENY or SAMEORIGIN");
        /// The origin behind ALLOW-FROM.
        FrameOptionsAllowFrom => "frame_options_allow_from", Kind::Words;
        /// Strict-Transport-Security.
        StrictTransportSecurity => "strict_transport_security", header(Header::StrictTransportSecurity, "true, false, or { max_age: 63072000, include_subdomains: true, preload: false }");
        /// Its preload.
        StrictTransportSecurityPreload => "strict_transport_security_preload", Kind::Words;
        /// Its max-age.
        StrictTransportSecurityMaxAge => "strict_transport_security_max_age", Kind::Words;
        /// Its includeSubDomains.
        StrictTransportSecurityIncludeSubdomains => "strict_transport_security_include_subdomains", Kind::Words;
        /// Content-Security-Policy.
        ContentSecurityPolicy => "content_security_policy", header(Header::ContentSecurityPolicy, "directives such as { default-src self; }");
        /// The directives that get the nonce.
        ContentSecurityPolicyNonceIn => "content_security_policy_nonce_in", Kind::Words;
        /// Content-Security-Policy-Report-Only, or whether the policy is one.
        ContentSecurityPolicyReportOnly => "content_security_policy_report_only", header(Header::ContentSecurityPolicyReportOnly, "true, false, or directives such as { default-src self; report-uri \"/csp\"; }");
        /// Its report-uri.
        ContentSecurityPolicyReportUri => "content_security_policy_report_uri", Kind::Words;
        /// Whether script-src gets 'unsafe-eval'.
        ContentSecurityPolicyUnsafeEval => "content_security_policy_unsafe_eval", Kind::Words;
        /// Whether script-src and style-src get 'unsafe-inline'.
        ContentSecurityPolicyUnsafeInline => "content_security_policy_unsafe_inline", Kind::Words;
        /// Who may frame the page.
        ContentSecurityPolicyFrameAncestors => "content_security_policy_frame_ancestors", Kind::Words;
        /// The hosts with whose files an attacker gets around a policy.
        ContentSecurityPolicyBypassHosts => "content_security_policy_bypass_hosts", Kind::Words;
        /// Sources under names of their own.
        SourceLists => "source_lists", Kind::Named;
        /// Referrer-Policy.
        ReferrerPolicy => "referrer_policy", header(Header::ReferrerPolicy, "no-referrer, same-origin, strict-origin-when-cross-origin or another policy");
        /// Feature-Policy.
        FeaturePolicy => "feature_policy", header(Header::FeaturePolicy, "directives such as { geolocation none; }");
        /// Permissions-Policy.
        PermissionsPolicy => "permissions_policy", header(Header::PermissionsPolicy, "features such as { geolocation: (self) }");
        /// Permissions-Policy-Report-Only.
        PermissionsPolicyReportOnly => "permissions_policy_report_only", header(Header::PermissionsPolicyReportOnly, "features such as { geolocation: (self) }");
        /// Document-Policy.
        DocumentPolicy => "document_policy", header(Header::DocumentPolicy, "features such as { js-profiling: true }");
        /// Document-Policy-Report-Only.
        DocumentPolicyReportOnly => "document_policy_report_only", header(Header::DocumentPolicyReportOnly, "features such as { js-profiling: true }");
        /// Cross-Origin-Opener-Policy.
        CrossOriginOpenerPolicy => "cross_origin_opener_policy", header(Header::CrossOriginOpenerPolicy, "same-origin or same-origin-allow-popups");
        /// Cross-Origin-Opener-Policy-Report-Only.
        CrossOriginOpenerPolicyReportOnly => "cross_origin_opener_policy_report_only", header(Header::CrossOriginOpenerPolicyReportOnly, "same-origin; report-to = \"main\"");
        /// Cross-Origin-Embedder-Policy.
        CrossOriginEmbedderPolicy => "cross_origin_embedder_policy", header(Header::CrossOriginEmbedderPolicy, "require-corp or credentialless");
        /// Cross-Origin-Embedder-Policy-Report-Only.
        CrossOriginEmbedderPolicyReportOnly => "cross_origin_embedder_policy_report_only", header(Header::CrossOriginEmbedderPolicyReportOnly, "require-corp; report-to = \"main\"");
        /// Cross-Origin-Resource-Policy.
        CrossOriginResourcePolicy => "cross_origin_resource_policy", header(Header::CrossOriginResourcePolicy, "same-origin, same-site or cross-origin");
        /// Document-Isolation-Policy.
        DocumentIsolationPolicy => "document_isolation_policy", header(Header::DocumentIsolationPolicy, "isolate-and-require-corp or isolate-and-credentialless");
        /// Document-Isolation-Policy-Report-Only.
        DocumentIsolationPolicyReportOnly => "document_isolation_policy_report_only", header(Header::DocumentIsolationPolicyReportOnly, "isolate-and-require-corp; report-to = \"main\"");
        /// Origin-Agent-Cluster.
        OriginAgentCluster => "origin_agent_cluster", header(Header::OriginAgentCluster, "true");
        /// X-DNS-Prefetch-Control.
        XDnsPrefetchControl => "x_dns_prefetch_control", header(Header::XDnsPrefetchControl, "on");
        /// X-Permitted-Cross-Domain-Policies.
        XPermittedCrossDomainPolicies => "x_permitted_cross_domain_policies", header(Header::XPermittedCrossDomainPolicies, "none");
        /// Reporting-Endpoints.
        ReportingEndpoints => "reporting_endpoints", header(Header::ReportingEndpoints, "names and URLs such as { default: \"https://reports.example.com\" }");
        /// Integrity-Policy.
        IntegrityPolicy => "integrity_policy", header(Header::IntegrityPolicy, "lists such as { blocked-destinations: (script) }");
        /// Integrity-Policy-Report-Only.
        IntegrityPolicyReportOnly => "integrity_policy_report_only", header(Header::IntegrityPolicyReportOnly, "lists such as { blocked-destinations: (script), endpoints: (main) }");
        /// Clear-Site-Data.
        ClearSiteData => "clear_site_data", header(Header::ClearSiteData, "types in brackets, such as [cookies, storage]");
        /// Report-To.
        ReportTo => "report_to", header(Header::ReportTo, "JSON such as { \"group\": \"default\", \"max_age\": 10886400, \"endpoints\": [{ \"url\": \"https://reports.example.com/a\" }] }");
        /// NEL.
        Nel => "nel", header(Header::Nel, "JSON such as { \"report_to\": \"default\", \"max_age\": 2592000 }");
        /// Fields of the user's own.
        CustomFields => "custom_fields", Kind::Named;
        /// Fields that are taken off responses.
        RemoveFields => "remove_fields", Kind::Words;
        /// How long a field may be, in bytes.
        MaxFieldLength => "max_field_length", Kind::Words;
        /// The cookies that are session cookies.
        SessionCookieNames => "session_cookie_names", Kind::Words;
        /// Whether they get `Secure`.
        SessionCookieSecure => "session_cookie_secure", Kind::Words;
        /// Whether they get `HttpOnly`.
        SessionCookieHttpOnly => "session_cookie_http_only", Kind::Words;
        /// The `SameSite` that they get.
        SessionCookieSamesite => "session_cookie_samesite", Kind::Words;
        /// X-Download-Options.
        ForceFileSave => "force_file_save", header(Header::XDownloadOptions, "true");
        /// X-Content-Type-Options.
        XContentTypeOptions => "x_content_type_options", header(Header::XContentTypeOptions, "true");
        /// X-XSS-Protection.
        XXssProtection => "x_xss_protection", header(Header::XXssProtection, "true, \"0\" or \"1; mode=block\"");
    }
}

/// What an option decides.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// The value of a header.
    Header {
        /// Which.
        header: Header,
        /// What its values look like, to follow "write".
        expected: &'static str,
    },
    /// A part of a header, or something that is no header.
    Words,
    /// Values under names of the user's own.
    Named,
}

impl OptionName {
    /// How the value is written.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self.fact() {
            Kind::Header { header, .. } => header.fact(),
            Kind::Words => Shape::Words,
            Kind::Named => Shape::Named,
        }
    }

    /// The header that the option decides.
    #[must_use]
    pub const fn header(self) -> Option<Header> {
        match self.fact() {
            Kind::Header { header, .. } => Some(header),
            Kind::Words | Kind::Named => None,
        }
    }

    /// What the values of a header look like, to follow "write"; nothing for an option that is no header.
    #[must_use]
    pub const fn expected(self) -> &'static str {
        match self.fact() {
            Kind::Header { expected, .. } => expected,
            Kind::Words | Kind::Named => "",
        }
    }

    /// The option that decides `header`.
    #[must_use]
    pub fn of(header: Header) -> Option<Self> {
        let is_its = |name: &Self| name.header() == Some(header);
        Self::ALL.iter().copied().find(is_its)
    }
}

const fn header(header: Header, expected: &'static str) -> Kind {
    Kind::Header { header, expected }
}

/// An option as it was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Setting {
    /// The option's name.
    pub name: Word,
    /// Its value.
    pub value: SettingValue,
}
