//! What a problem is made of. The wording of each stands in a table beside the header it belongs to.

/// Whether a policy with the problem is refused.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Severity {
    /// A definite mistake: there is no policy.
    Error,
    /// Legal, but weaker than it looks or ignored by browsers: the policy stands.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
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

/// Declares the problems of one header: a row has a code, a severity, a specification, a summary and a remedy, and none of
/// them can be left out.
macro_rules! problems {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident {
            $(
                $(#[$row:meta])*
                $Variant:ident $({ $($field:ident : $type:ty),* $(,)? })? => $severity:ident $code:literal, $spec:literal {
                    summary: $summary:expr;
                    help: $help:expr;
                    $(instead: $instead:expr;)?
                }
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Eq, PartialEq)]
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

            /// Code, severity, summary, remedy and specification.
            #[must_use]
            pub fn explain(&self) -> $crate::problem::Explanation {
                match self {
                    $( Self::$Variant $({ $($field),* })? => $crate::problem::Explanation {
                        code: $code,
                        severity: $crate::problem::Severity::$severity,
                        summary: String::from($summary),
                        help: String::from($help),
                        instead: problems!(@instead $($instead)?),
                        spec: $spec,
                    }, )*
                }
            }
        }
    };
    (@instead) => { None };
    (@instead $instead:expr) => { Some(String::from($instead)) };
}

/// Joins the problems of all headers: a row is a variant and the module whose `Problem` it holds.
macro_rules! headers {
    ($( $(#[$row:meta])* $Header:ident => $module:ident; )*) => {
        /// A problem of any header.
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum Problem {
            $( $(#[$row])* $Header(crate::$module::Problem), )*
        }

        impl Problem {
            /// Code, severity, summary, remedy and specification.
            #[must_use]
            pub fn explain(&self) -> Explanation {
                match self {
                    $( Self::$Header(problem) => problem.explain(), )*
                }
            }

            /// The codes of every header.
            pub fn codes() -> impl Iterator<Item = Code> {
                [$( crate::$module::Problem::CODES, )*].into_iter().flatten().copied()
            }
        }

        $(
            impl From<crate::$module::Problem> for Problem {
                fn from(problem: crate::$module::Problem) -> Self {
                    Self::$Header(problem)
                }
            }
        )*
    };
}

headers! {
    /// Of a Content Security Policy.
    Csp => csp;
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
    /// Of a policy's options.
    Policy => policy;
    /// Of a level.
    Level => level;
    /// Of a text that is to be a field value.
    Header => header;
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
