//! The problems of every table, joined into one type.

use crate::ground::problem::{Code, Explanation};

/// Joins the problems of all headers: a row is a variant and the module whose `Problem` it holds.
macro_rules! headers {
    ($( #[doc = $of:literal] $Header:ident => $($module:ident)::+; )*) => {
        /// A problem of any header.
        #[non_exhaustive]
        pub enum Problem {
            $( #[doc = $of] $Header(crate::$($module)::+::Problem), )*
        }

        impl Problem {
            /// What never changes about the problem.
            #[must_use]
            pub const fn code(&self) -> Code {
                match self {
                    $( Self::$Header(problem) => problem.code(), )*
                }
            }

            /// Code, severity, summary, remedy and specification.
            #[must_use]
            pub fn explain(&self) -> Explanation {
                match self {
                    $( Self::$Header(problem) => problem.explain(), )*
                }
            }

            /// The codes of each table, and what its problems are problems of.
            pub const TABLES: &'static [(&'static str, &'static [Code])] =
                &[$( ($of, crate::$($module)::+::Problem::CODES), )*];

            /// Every code.
            pub fn codes() -> impl Iterator<Item = Code> {
                Self::TABLES.iter().flat_map(|(_, codes)| codes.iter().copied())
            }
        }

        $(
            impl From<crate::$($module)::+::Problem> for Problem {
                fn from(problem: crate::$($module)::+::Problem) -> Self {
                    Self::$Header(problem)
                }
            }
        )*
    };
}

headers! {
    /// Of a Content Security Policy.
    Csp => headers::csp;
    /// Of a change of a Content Security Policy.
    CspChange => headers::csp::edit;
    /// Of what the words of a Content Security Policy say together.
    CspRelation => headers::csp::check;
    /// Of what a Content Security Policy leaves open.
    CspWeakness => headers::csp::weakness;
    /// Of a Strict-Transport-Security.
    StrictTransportSecurity => headers::strict_transport_security;
    /// Of a Permissions Policy.
    Permissions => headers::permissions;
    /// Of a Feature Policy.
    FeaturePolicy => headers::feature_policy;
    /// Of a Document Policy.
    DocumentPolicy => headers::document_policy;
    /// Of a Referrer-Policy.
    ReferrerPolicy => headers::referrer_policy;
    /// Of an X-Frame-Options.
    XFrameOptions => headers::x_frame_options;
    /// Of an X-Content-Type-Options.
    XContentTypeOptions => headers::x_content_type_options;
    /// Of an X-XSS-Protection.
    XXssProtection => headers::x_xss_protection;
    /// Of an X-Download-Options.
    XDownloadOptions => headers::x_download_options;
    /// Of a Cross-Origin-Opener-Policy.
    CrossOriginOpenerPolicy => headers::cross_origin_opener_policy;
    /// Of a Cross-Origin-Embedder-Policy.
    CrossOriginEmbedderPolicy => headers::cross_origin_embedder_policy;
    /// Of a Cross-Origin-Resource-Policy.
    CrossOriginResourcePolicy => headers::cross_origin_resource_policy;
    /// Of a Document-Isolation-Policy.
    DocumentIsolationPolicy => headers::document_isolation_policy;
    /// Of an Origin-Agent-Cluster.
    OriginAgentCluster => headers::origin_agent_cluster;
    /// Of an X-DNS-Prefetch-Control.
    XDnsPrefetchControl => headers::x_dns_prefetch_control;
    /// Of an X-Permitted-Cross-Domain-Policies.
    XPermittedCrossDomainPolicies => headers::x_permitted_cross_domain_policies;
    /// Of a Reporting-Endpoints.
    ReportingEndpoints => headers::reporting_endpoints;
    /// Of an Integrity-Policy.
    IntegrityPolicy => headers::integrity_policy;
    /// Of a Clear-Site-Data.
    ClearSiteData => headers::clear_site_data;
    /// Of a Report-To.
    ReportTo => headers::report_to;
    /// Of a NEL.
    Nel => headers::nel;
    /// Of the JSON of a Report-To or a NEL.
    Json => headers::json;
    /// Of the URL of an endpoint.
    EndpointUrl => headers::endpoint_url;
    /// Of the options of a policy.
    Policy => policy;
    /// Of fields of the user's own.
    CustomField => policy::custom_fields;
    /// Of the length of a field.
    Size => ground::size;
    /// Between the headers of one policy.
    Relation => policy::relations;
    /// Of levels.
    Level => ground::level;
    /// Of a text that is to be a field value.
    Header => headers::header;
}

impl std::fmt::Debug for Problem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code().name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Problem;

    #[test]
    fn a_code_names_one_problem_and_is_kebab_case() {
        let mut seen = HashSet::new();
        for code in Problem::codes() {
            assert!(seen.insert(code.name), "{} names two problems", code.name);
            let is_kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            let name = code.name;
            assert!(name.chars().all(is_kebab), "{name} is not kebab-case");
            assert!(!code.spec.is_empty());
        }
    }
}
