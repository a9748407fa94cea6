//! What the value of each field is once it is read, and the one place that says which module reads which field.

use std::fmt;

use talisman_core::encoded::Encoder;

use super::Header;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::field::Field;
use crate::headers::clear_site_data::{self, ClearSiteData};
use crate::headers::cross_origin_embedder_policy::{self, CrossOriginEmbedderPolicy};
use crate::headers::cross_origin_opener_policy::{self, CrossOriginOpenerPolicy};
use crate::headers::cross_origin_resource_policy::{self, CrossOriginResourcePolicy};
use crate::headers::csp;
use crate::headers::document_isolation_policy::{self, DocumentIsolationPolicy};
use crate::headers::document_policy::{self, DocumentPolicy};
use crate::headers::feature_policy::{self, FeaturePolicy};
use crate::headers::integrity_policy::{self, IntegrityPolicy};
use crate::headers::nel::{self, Nel};
use crate::headers::origin_agent_cluster::{self, OriginAgentCluster};
use crate::headers::permissions;
use crate::headers::referrer_policy::{self, ReferrerPolicy};
use crate::headers::report_to::{self, ReportTo};
use crate::headers::reporting_endpoints::{self, ReportingEndpoints};
use crate::headers::shape::SettingValue::{self, Item, Json, Members, Statements, Words};
use crate::headers::strict_transport_security::{self, StrictTransportSecurity};
use crate::headers::x_content_type_options::{self, XContentTypeOptions};
use crate::headers::x_dns_prefetch_control::{self, XDnsPrefetchControl};
use crate::headers::x_download_options::{self, XDownloadOptions};
use crate::headers::x_frame_options::{self, XFrameOptions};
use crate::headers::x_permitted_cross_domain_policies::{self, XPermittedCrossDomainPolicies};
use crate::headers::x_xss_protection::{self, XXssProtection};

/// Declares the values: a row is a variant and what it holds, which prints itself as the field value, the fields that have it,
/// and who reads it out of what.
macro_rules! values {
    (
        ($field:ident, $out:ident)
        $( $(#[$row:meta])* $Variant:ident($Type:ty) of $fields:pat, $value:pat => $read:expr; )*
    ) => {
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

        /// Reads a value as the value of a field; one that was taken apart otherwise than the field's shape says is none.
        pub fn read_value(
            $field: Header,
            value: &SettingValue,
            $out: &mut Diagnostics,
        ) -> Option<HeaderPolicy> {
            match ($field, value) {
                $( ($fields, $value) => $read.map(HeaderPolicy::$Variant), )*
                _ => None,
            }
        }
    };
}

values! {
    (field, out)
    /// Feature Policy.
    FeaturePolicy(FeaturePolicy) of Header::FeaturePolicy, Statements(it) => feature_policy::read(it, out);
    /// Permissions Policy.
    Permissions(permissions::Policy) of Header::PermissionsPolicy | Header::PermissionsPolicyReportOnly,
        Members(it) => permissions::read(it, out);
    /// Document Policy.
    DocumentPolicy(DocumentPolicy) of Header::DocumentPolicy | Header::DocumentPolicyReportOnly,
        Members(it) => document_policy::read(it, out);
    /// Framing.
    XFrameOptions(XFrameOptions) of Header::XFrameOptions, Words(it) => x_frame_options::read(it, out);
    /// The XSS filter.
    XXssProtection(XXssProtection) of Header::XXssProtection, Statements(it) => x_xss_protection::read(it, out);
    /// MIME sniffing.
    XContentTypeOptions(XContentTypeOptions) of Header::XContentTypeOptions,
        Words(it) => x_content_type_options::read(it, out);
    /// Downloads.
    XDownloadOptions(XDownloadOptions) of Header::XDownloadOptions, Words(it) => x_download_options::read(it, out);
    /// Content Security Policy, of either disposition.
    Csp(csp::Policy) of Header::ContentSecurityPolicy | Header::ContentSecurityPolicyReportOnly,
        Statements(it) => csp::read(it, field.disposition(), out);
    /// HSTS.
    StrictTransportSecurity(StrictTransportSecurity) of Header::StrictTransportSecurity,
        Statements(it) => strict_transport_security::read(it, out);
    /// Referrer Policy.
    ReferrerPolicy(ReferrerPolicy) of Header::ReferrerPolicy, Words(it) => referrer_policy::read(it, out);
    /// The windows that may keep a reference to the page's own.
    CrossOriginOpenerPolicy(CrossOriginOpenerPolicy)
        of Header::CrossOriginOpenerPolicy | Header::CrossOriginOpenerPolicyReportOnly,
        Item(it) => cross_origin_opener_policy::read(it.as_ref(), field.disposition(), out);
    /// What the page may load from other origins.
    CrossOriginEmbedderPolicy(CrossOriginEmbedderPolicy)
        of Header::CrossOriginEmbedderPolicy | Header::CrossOriginEmbedderPolicyReportOnly,
        Item(it) => cross_origin_embedder_policy::read(it.as_ref(), field.disposition(), out);
    /// Whose pages may load the response.
    CrossOriginResourcePolicy(CrossOriginResourcePolicy) of Header::CrossOriginResourcePolicy,
        Words(it) => cross_origin_resource_policy::read(it, out);
    /// A page that is isolated by itself.
    DocumentIsolationPolicy(DocumentIsolationPolicy)
        of Header::DocumentIsolationPolicy | Header::DocumentIsolationPolicyReportOnly,
        Item(it) => document_isolation_policy::read(it.as_ref(), field.disposition(), out);
    /// Pages apart from those of sibling subdomains.
    OriginAgentCluster(OriginAgentCluster) of Header::OriginAgentCluster,
        Item(it) => origin_agent_cluster::read(it.as_ref(), out);
    /// Looking up the hosts of links.
    XDnsPrefetchControl(XDnsPrefetchControl) of Header::XDnsPrefetchControl,
        Words(it) => x_dns_prefetch_control::read(it, out);
    /// The policy files that Adobe's readers believe.
    XPermittedCrossDomainPolicies(XPermittedCrossDomainPolicies) of Header::XPermittedCrossDomainPolicies,
        Words(it) => x_permitted_cross_domain_policies::read(it, out);
    /// Where reports go.
    ReportingEndpoints(ReportingEndpoints) of Header::ReportingEndpoints,
        Members(it) => reporting_endpoints::read(it, out);
    /// What the page may load without a hash, of either disposition.
    IntegrityPolicy(IntegrityPolicy) of Header::IntegrityPolicy | Header::IntegrityPolicyReportOnly,
        Members(it) => integrity_policy::read(it, field.disposition(), out);
    /// What a browser forgets about the site.
    ClearSiteData(ClearSiteData) of Header::ClearSiteData, Words(it) => clear_site_data::read(it, out);
    /// Where reports go that outlive the page.
    ReportTo(ReportTo) of Header::ReportTo, Json(it) => report_to::read(it, out);
    /// Failures of the network that a browser reports.
    Nel(Nel) of Header::Nel, Json(it) => nel::read(it, out);
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

    /// The field as generated code holds it.
    pub fn encode(&self, header: Header, encoder: &mut Encoder) {
        match self {
            Self::Csp(policy) => policy.encode(header.disposition(), encoder),
            Self::StrictTransportSecurity(policy) => policy.encode(encoder),
            value => encoder.field(&header.field_name(), &value.to_string()),
        }
    }
}
