//! The fields that the language knows: their names, how their values are written, and what each value is once it is read.
//!
//! To add a field, write
//!
//! 1. its module, named in `lib.rs`: the words that it knows (`words!`), what can be wrong (`problems!`), and `read`;
//! 2. a row of [`Header`] here: its name and its [`Shape`];
//! 3. a row of `values!` in `value.rs`: what it holds, and who reads that out of what the shape is taken apart into;
//! 4. a row of `headers!` in `problem.rs`, and one of [`OptionName`](crate::policy::OptionName);
//! 5. for a structured field an arm of `report_syntax` in `split.rs`, and for one that names an endpoint of reports an arm of
//!    `names` in `policy/relations/reporting.rs`;
//! 6. a file of rows in `tests/conformance/`: the tests name what has none, and which words and problems it leaves out.

mod check;
mod split;
mod value;

pub use crate::headers::shape::Shape;
pub use check::{Checked, Finding, check_text, check_text_with_advice, read, read_text};
pub use split::split_text;
pub use value::{HeaderPolicy, read_value};

use crate::headers::csp::Disposition;

words! {
    /// A field whose value the language reads, in the order in which fields are sent: that of flask-talisman, and behind its
    /// fields those that it does not have.
    pub enum Header: Shape {
        /// Feature Policy, which Permissions Policy took the place of.
        FeaturePolicy => "Feature-Policy", Shape::FeatureDirectives;
        /// Permissions Policy.
        PermissionsPolicy => "Permissions-Policy", Shape::Dictionary;
        /// Document Policy.
        DocumentPolicy => "Document-Policy", Shape::Dictionary;
        /// Framing.
        XFrameOptions => "X-Frame-Options", Shape::FieldWords;
        /// The XSS filter of old browsers.
        XXssProtection => "X-XSS-Protection", Shape::Parameters;
        /// MIME sniffing.
        XContentTypeOptions => "X-Content-Type-Options", Shape::FieldWords;
        /// Downloads in Internet Explorer.
        XDownloadOptions => "X-Download-Options", Shape::FieldWords;
        /// Content Security Policy, enforced.
        ContentSecurityPolicy => "Content-Security-Policy", Shape::Directives;
        /// Content Security Policy, for reports alone.
        ContentSecurityPolicyReportOnly => "Content-Security-Policy-Report-Only", Shape::Directives;
        /// HSTS.
        StrictTransportSecurity => "Strict-Transport-Security", Shape::Parameters;
        /// Referrer Policy.
        ReferrerPolicy => "Referrer-Policy", Shape::CommaList;
        /// Permissions Policy, for reports alone.
        PermissionsPolicyReportOnly => "Permissions-Policy-Report-Only", Shape::Dictionary;
        /// Document Policy, for reports alone.
        DocumentPolicyReportOnly => "Document-Policy-Report-Only", Shape::Dictionary;
        /// The windows that may keep a reference to the page's own.
        CrossOriginOpenerPolicy => "Cross-Origin-Opener-Policy", Shape::Item;
        /// The same, for reports alone.
        CrossOriginOpenerPolicyReportOnly => "Cross-Origin-Opener-Policy-Report-Only", Shape::Item;
        /// What the page may load from other origins.
        CrossOriginEmbedderPolicy => "Cross-Origin-Embedder-Policy", Shape::Item;
        /// The same, for reports alone.
        CrossOriginEmbedderPolicyReportOnly => "Cross-Origin-Embedder-Policy-Report-Only", Shape::Item;
        /// Whose pages may load the response.
        CrossOriginResourcePolicy => "Cross-Origin-Resource-Policy", Shape::FieldWords;
        /// A page that is isolated by itself.
        DocumentIsolationPolicy => "Document-Isolation-Policy", Shape::Item;
        /// The same, for reports alone.
        DocumentIsolationPolicyReportOnly => "Document-Isolation-Policy-Report-Only", Shape::Item;
        /// Pages apart from those of sibling subdomains.
        OriginAgentCluster => "Origin-Agent-Cluster", Shape::Item;
        /// Looking up the hosts of links.
        XDnsPrefetchControl => "X-DNS-Prefetch-Control", Shape::FieldWords;
        /// The policy files that Adobe's readers believe.
        XPermittedCrossDomainPolicies => "X-Permitted-Cross-Domain-Policies", Shape::FieldWords;
        /// Where reports go.
        ReportingEndpoints => "Reporting-Endpoints", Shape::Dictionary;
        /// What the page may load without a hash.
        IntegrityPolicy => "Integrity-Policy", Shape::Dictionary;
        /// The same, for reports alone.
        IntegrityPolicyReportOnly => "Integrity-Policy-Report-Only", Shape::Dictionary;
        /// What a browser forgets about the site.
        ClearSiteData => "Clear-Site-Data", Shape::CommaList;
        /// Where reports go that outlive the page.
        ReportTo => "Report-To", Shape::Json;
        /// Failures of the network that a browser reports.
        Nel => "NEL", Shape::Json;
    }
}

impl Header {
    /// The field name as it is sent: in lower case.
    #[must_use]
    pub fn field_name(self) -> String {
        self.as_str().to_ascii_lowercase()
    }

    /// What a browser does with the value: of a field whose name says so, it only reports.
    #[must_use]
    pub fn disposition(self) -> Disposition {
        if self.as_str().ends_with("-Report-Only") {
            Disposition::Report
        } else {
            Disposition::Enforce
        }
    }

    /// Whether the field is only sent over https.
    #[must_use]
    pub const fn is_https_only(self) -> bool {
        matches!(self, Self::StrictTransportSecurity)
    }
}

problems! {
    /// What can be wrong with a text before it is read as its field's value.
    pub enum Problem {
        /// The field name stands in the value.
        FieldName { name: String } => Error "field-name", "RFC 9110 section 5, fields" {
            summary: "`{name}` is the name of the header field: a browser would take it for a part of the value";
            help: "leave `{name}` out";
            instead: "";
        }
    }
}

#[cfg(test)]
mod tests;
