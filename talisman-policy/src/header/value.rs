//! What the value of each field is once it is read, and the one place that says which module reads which field.

use std::fmt;

use super::Header;
use crate::clear_site_data::{self, ClearSiteData};
use crate::cross_origin_embedder_policy::{self, CrossOriginEmbedderPolicy};
use crate::cross_origin_opener_policy::{self, CrossOriginOpenerPolicy};
use crate::cross_origin_resource_policy::{self, CrossOriginResourcePolicy};
use crate::csp;
use crate::diagnostic::Diagnostics;
use crate::document_isolation_policy::{self, DocumentIsolationPolicy};
use crate::document_policy::{self, DocumentPolicy};
use crate::feature_policy::{self, FeaturePolicy};
use crate::field::Field;
use crate::integrity_policy::{self, IntegrityPolicy};
use crate::nel::{self, Nel};
use crate::origin_agent_cluster::{self, OriginAgentCluster};
use crate::permissions;
use crate::referrer_policy::{self, ReferrerPolicy};
use crate::report_to::{self, ReportTo};
use crate::reporting_endpoints::{self, ReportingEndpoints};
use crate::shape::SettingValue;
use crate::strict_transport_security::{self, StrictTransportSecurity};
use crate::x_content_type_options::{self, XContentTypeOptions};
use crate::x_dns_prefetch_control::{self, XDnsPrefetchControl};
use crate::x_download_options::{self, XDownloadOptions};
use crate::x_frame_options::{self, XFrameOptions};
use crate::x_permitted_cross_domain_policies::{self, XPermittedCrossDomainPolicies};
use crate::x_xss_protection::{self, XXssProtection};

/// Declares the values: a row is a variant and what it holds, which prints itself as the field value.
macro_rules! values {
    ($( $(#[$row:meta])* $Variant:ident($Type:ty); )*) => {
        /// The value of one of the fields, read.
        ///
        /// Its `Display` is the field value, as [`check_text`](super::check_text) reads it back: in a CSP `'nonce'` stands
        /// where each response's nonce goes.
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum HeaderPolicy {
            $( $(#[$row])* $Variant($Type), )*
        }

        impl fmt::Display for HeaderPolicy {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $( Self::$Variant(value) => value.fmt(formatter), )*
                }
            }
        }
    };
}

values! {
    /// Feature Policy.
    FeaturePolicy(FeaturePolicy);
    /// Permissions Policy.
    Permissions(permissions::Policy);
    /// Document Policy.
    DocumentPolicy(DocumentPolicy);
    /// Framing.
    XFrameOptions(XFrameOptions);
    /// The XSS filter.
    XXssProtection(XXssProtection);
    /// MIME sniffing.
    XContentTypeOptions(XContentTypeOptions);
    /// Downloads.
    XDownloadOptions(XDownloadOptions);
    /// Content Security Policy, of either disposition.
    Csp(csp::Policy);
    /// HSTS.
    StrictTransportSecurity(StrictTransportSecurity);
    /// Referrer Policy.
    ReferrerPolicy(ReferrerPolicy);
    /// The windows that may keep a reference to the page's own.
    CrossOriginOpenerPolicy(CrossOriginOpenerPolicy);
    /// What the page may load from other origins.
    CrossOriginEmbedderPolicy(CrossOriginEmbedderPolicy);
    /// Whose pages may load the response.
    CrossOriginResourcePolicy(CrossOriginResourcePolicy);
    /// A page that is isolated by itself.
    DocumentIsolationPolicy(DocumentIsolationPolicy);
    /// Pages apart from those of sibling subdomains.
    OriginAgentCluster(OriginAgentCluster);
    /// Looking up the hosts of links.
    XDnsPrefetchControl(XDnsPrefetchControl);
    /// The policy files that Adobe's readers believe.
    XPermittedCrossDomainPolicies(XPermittedCrossDomainPolicies);
    /// Where reports go.
    ReportingEndpoints(ReportingEndpoints);
    /// What the page may load without a hash, of either disposition.
    IntegrityPolicy(IntegrityPolicy);
    /// What a browser forgets about the site.
    ClearSiteData(ClearSiteData);
    /// Where reports go that outlive the page.
    ReportTo(ReportTo);
    /// Failures of the network that a browser reports.
    Nel(Nel);
}

impl HeaderPolicy {
    /// The field that carries the value under the name of `header`.
    #[must_use]
    pub fn field(&self, header: Header) -> Field {
        match self {
            Self::Csp(policy) => policy.field(header.disposition()),
            value => Field {
                https_only: header.is_https_only(),
                ..Field::fixed(&header.field_name(), &value.to_string())
            },
        }
    }
}

/// Reads a value as the value of a field; one that was taken apart otherwise than the field's shape says is none.
pub fn read_value(
    header: Header,
    value: &SettingValue,
    out: &mut Diagnostics,
) -> Option<HeaderPolicy> {
    use HeaderPolicy as Value;
    use SettingValue::{Item, Json, Members, Statements, Words};
    match (header, value) {
        (Header::FeaturePolicy, Statements(statements)) => {
            feature_policy::read(statements, out).map(Value::FeaturePolicy)
        }
        (Header::PermissionsPolicy | Header::PermissionsPolicyReportOnly, Members(members)) => {
            permissions::read(members, out).map(Value::Permissions)
        }
        (Header::DocumentPolicy | Header::DocumentPolicyReportOnly, Members(members)) => {
            document_policy::read(members, out).map(Value::DocumentPolicy)
        }
        (Header::XFrameOptions, Words(words)) => {
            x_frame_options::read(words, out).map(Value::XFrameOptions)
        }
        (Header::XXssProtection, Statements(statements)) => {
            x_xss_protection::read(statements, out).map(Value::XXssProtection)
        }
        (Header::XContentTypeOptions, Words(words)) => {
            x_content_type_options::read(words, out).map(Value::XContentTypeOptions)
        }
        (Header::XDownloadOptions, Words(words)) => {
            x_download_options::read(words, out).map(Value::XDownloadOptions)
        }
        (
            Header::ContentSecurityPolicy | Header::ContentSecurityPolicyReportOnly,
            Statements(statements),
        ) => csp::read(statements, header.disposition(), out).map(Value::Csp),
        (Header::StrictTransportSecurity, Statements(statements)) => {
            strict_transport_security::read(statements, out).map(Value::StrictTransportSecurity)
        }
        (Header::ReferrerPolicy, Words(words)) => {
            referrer_policy::read(words, out).map(Value::ReferrerPolicy)
        }
        (
            Header::CrossOriginOpenerPolicy | Header::CrossOriginOpenerPolicyReportOnly,
            Item(item),
        ) => cross_origin_opener_policy::read(item.as_ref(), header.disposition(), out)
            .map(Value::CrossOriginOpenerPolicy),
        (
            Header::CrossOriginEmbedderPolicy | Header::CrossOriginEmbedderPolicyReportOnly,
            Item(item),
        ) => cross_origin_embedder_policy::read(item.as_ref(), header.disposition(), out)
            .map(Value::CrossOriginEmbedderPolicy),
        (Header::CrossOriginResourcePolicy, Words(words)) => {
            cross_origin_resource_policy::read(words, out).map(Value::CrossOriginResourcePolicy)
        }
        (
            Header::DocumentIsolationPolicy | Header::DocumentIsolationPolicyReportOnly,
            Item(item),
        ) => document_isolation_policy::read(item.as_ref(), header.disposition(), out)
            .map(Value::DocumentIsolationPolicy),
        (Header::OriginAgentCluster, Item(item)) => {
            origin_agent_cluster::read(item.as_ref(), out).map(Value::OriginAgentCluster)
        }
        (Header::XDnsPrefetchControl, Words(words)) => {
            x_dns_prefetch_control::read(words, out).map(Value::XDnsPrefetchControl)
        }
        (Header::XPermittedCrossDomainPolicies, Words(words)) => {
            x_permitted_cross_domain_policies::read(words, out)
                .map(Value::XPermittedCrossDomainPolicies)
        }
        (Header::ReportingEndpoints, Members(members)) => {
            reporting_endpoints::read(members, out).map(Value::ReportingEndpoints)
        }
        (Header::IntegrityPolicy | Header::IntegrityPolicyReportOnly, Members(members)) => {
            integrity_policy::read(members, header.disposition(), out).map(Value::IntegrityPolicy)
        }
        (Header::ClearSiteData, Words(words)) => {
            clear_site_data::read(words, out).map(Value::ClearSiteData)
        }
        (Header::ReportTo, Json(values)) => report_to::read(values, out).map(Value::ReportTo),
        (Header::Nel, Json(values)) => nel::read(values, out).map(Value::Nel),
        _ => None,
    }
}
