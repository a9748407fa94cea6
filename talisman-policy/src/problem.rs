//! What a problem is made of. The wording of each stands in a table beside the header it belongs to.

use std::fmt::Arguments;

/// What becomes of a policy with the problem, unless a [level](crate::level) says otherwise.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Severity {
    /// A definite mistake: there is no policy.
    Error,
    /// Legal, but ignored by browsers or less than it looks: the policy stands.
    Warning,
    /// Legal, does what it says, and what it says protects little: the policy stands.
    Weakness,
    /// What a specialist would do further: not told unless it is asked for.
    Advice,
}

impl Severity {
    /// As the reader of a message sees it: `error`, `warning` or `advice`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning | Self::Weakness => "warning",
            Self::Advice => "advice",
        }
    }
}

/// Everything that talisman has to say about one problem.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Explanation {
    /// The permanent name of the problem, such as `csp-unknown-directive`.
    pub code: &'static str,
    /// Whether the policy is refused.
    pub severity: Severity,
    /// What is wrong and what a browser does with it: lower case, no full stop.
    pub summary: String,
    /// What to write instead.
    pub help: String,
    /// The text that, put in the place of the words underlined, mends the policy; where one text surely does.
    pub instead: Option<String>,
    /// The section of the specification that says so.
    pub spec: &'static str,
}

impl Explanation {
    /// What never changes about a problem; the wording is still to come.
    pub(crate) fn of(code: Code) -> Self {
        Self {
            code: code.name,
            severity: code.severity,
            summary: String::new(),
            help: String::new(),
            instead: None,
            spec: code.spec,
        }
    }

    /// Takes the summary and the remedy of a row.
    pub(crate) fn say(&mut self, summary: Arguments<'_>, help: Arguments<'_>) {
        self.summary = summary.to_string();
        self.help = help.to_string();
    }

    /// Takes what can be pasted.
    pub(crate) fn paste(&mut self, instead: Arguments<'_>) {
        self.instead = Some(instead.to_string());
    }
}

/// The permanent name of a problem, with what never changes about it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Code {
    /// The name: kebab-case, the header first.
    pub name: &'static str,
    /// Whether a policy that has it is refused.
    pub severity: Severity,
    /// The section of the specification.
    pub spec: &'static str,
}

/// What becomes of a name that is known to `known_to` alone.
pub(crate) fn where_unknown(known_to: &str) -> &'static str {
    if known_to.starts_with("no ") {
        "all of them ignore it"
    } else {
        "a browser that does not know it ignores it"
    }
}

/// Declares the problems of one header: a row has a code, a severity, a specification, a summary and a remedy, and none of
/// them can be left out. What can be pasted follows as `instead`, or, where only some of the problems have it, as `instead?`,
/// an `Option`. The others are written as the arguments of `format!` are.
macro_rules! problems {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident {
            $(
                $(#[$row:meta])*
                $Variant:ident $({ $($field:ident : $type:ty),* $(,)? })? => $severity:ident $code:literal, $spec:literal {
                    summary: $summary:literal $(, $of_summary:expr)*;
                    help: $help:literal $(, $of_help:expr)*;
                    $(instead: $instead:literal $(, $of_instead:expr)*;)?
                    $(instead?: $maybe:expr;)?
                }
            )*
        }
    ) => {
        $(#[$meta])*
        // What is derived for hundreds of variants, every user would wait for.
        #[non_exhaustive]
        pub enum $Name {
            $( $(#[$row])* $Variant $({ $(#[doc = stringify!($field)] $field: $type),* })?, )*
        }

        impl $Name {
            /// Every code of this header, in the order of its table.
            pub const CODES: &'static [$crate::problem::Code] = &[
                $( $crate::problem::Code {
                    name: $code,
                    severity: $crate::problem::Severity::$severity,
                    spec: $spec,
                }, )*
            ];

            /// What never changes about the problem.
            #[must_use]
            pub const fn code(&self) -> $crate::problem::Code {
                match self {
                    $( Self::$Variant $({ $($field: _),* })? => $crate::problem::Code {
                        name: $code,
                        severity: $crate::problem::Severity::$severity,
                        spec: $spec,
                    }, )*
                }
            }

            /// Code, severity, summary, remedy and specification.
            #[must_use]
            pub fn explain(&self) -> $crate::problem::Explanation {
                let mut it = $crate::problem::Explanation::of(self.code());
                self.word(&mut it);
                it
            }

            // What is formatted into a place of the caller's needs no cleaning up: half the code to compile.
            fn word(&self, it: &mut $crate::problem::Explanation) {
                match self {
                    $( Self::$Variant $({ $($field),* })? => {
                        it.say(format_args!($summary $(, $of_summary)*), format_args!($help $(, $of_help)*));
                        $( it.paste(format_args!($instead $(, $of_instead)*)); )?
                        $( it.instead = $maybe.map(String::from); )?
                    } )*
                }
            }
        }
    };
}

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
    Csp => csp;
    /// Of a change of a Content Security Policy.
    CspChange => csp::edit;
    /// Of what the words of a Content Security Policy say together.
    CspRelation => csp::check;
    /// Of what a Content Security Policy leaves open.
    CspWeakness => csp::weakness;
    /// Of a Strict-Transport-Security.
    StrictTransportSecurity => strict_transport_security;
    /// Of a Permissions Policy.
    Permissions => permissions;
    /// Of a Feature Policy.
    FeaturePolicy => feature_policy;
    /// Of a Document Policy.
    DocumentPolicy => document_policy;
    /// Of a Referrer-Policy.
    ReferrerPolicy => referrer_policy;
    /// Of an X-Frame-Options.
    XFrameOptions => x_frame_options;
    /// Of an X-Content-Type-Options.
    XContentTypeOptions => x_content_type_options;
    /// Of an X-XSS-Protection.
    XXssProtection => x_xss_protection;
    /// Of an X-Download-Options.
    XDownloadOptions => x_download_options;
    /// Of a Cross-Origin-Opener-Policy.
    CrossOriginOpenerPolicy => cross_origin_opener_policy;
    /// Of a Cross-Origin-Embedder-Policy.
    CrossOriginEmbedderPolicy => cross_origin_embedder_policy;
    /// Of a Cross-Origin-Resource-Policy.
    CrossOriginResourcePolicy => cross_origin_resource_policy;
    /// Of a Document-Isolation-Policy.
    DocumentIsolationPolicy => document_isolation_policy;
    /// Of an Origin-Agent-Cluster.
    OriginAgentCluster => origin_agent_cluster;
    /// Of an X-DNS-Prefetch-Control.
    XDnsPrefetchControl => x_dns_prefetch_control;
    /// Of an X-Permitted-Cross-Domain-Policies.
    XPermittedCrossDomainPolicies => x_permitted_cross_domain_policies;
    /// Of a Reporting-Endpoints.
    ReportingEndpoints => reporting_endpoints;
    /// Of an Integrity-Policy.
    IntegrityPolicy => integrity_policy;
    /// Of a Clear-Site-Data.
    ClearSiteData => clear_site_data;
    /// Of a Report-To.
    ReportTo => report_to;
    /// Of a NEL.
    Nel => nel;
    /// Of the JSON of a Report-To or a NEL.
    Json => json;
    /// Of the URL of an endpoint.
    EndpointUrl => endpoint_url;
    /// Of the options of a policy.
    Policy => policy;
    /// Of fields of the user's own.
    CustomField => policy::custom_fields;
    /// Of the length of a field.
    Size => size;
    /// Between the headers of one policy.
    Relation => policy::relations;
    /// Of levels.
    Level => level;
    /// Of a text that is to be a field value.
    Header => header;
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
