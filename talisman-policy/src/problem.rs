//! The problems of every table, joined into one type.

use crate::ground::problem::{Code, Explanation};
use crate::headers::header::table::header_table;

/// Joins the problems of all modules: of the headers from their table, of the rest a variant, a title and the module.
macro_rules! problems_of_all {
    ($(
        $(#[$of:meta])*
        $Variant:ident {
            module: $module:ident, value: $Type:ident, shape: $shape:ident, task: $task:ident,
            browsers: $browsers:expr,
            read: ($header:ident, $out:ident) $value:pat => $read:expr,
            syntax: [$($syntax:ident)?], endpoints: $endpoints:expr,
            words: [$($words:ident),*],
            $( $(#[$row:meta])* $Header:ident $field:literal = $Option:ident $option:literal {
                expects: $expects:literal,
                takes: $takes:literal,
                default: $default:literal,
            } )+
        }
    )*) => {
        join! {
            // The title of a header's problems is the name of the first of its fields.
            $( $Variant [$($field)+] headers::$module; )*
            CspChange ["change of a Content Security Policy"] headers::csp::edit;
            CspExtension ["extension of a policy while a program runs"] headers::csp::extension;
            CspRelation ["what the words of a Content Security Policy say together"] headers::csp::check;
            CspWeakness ["what a Content Security Policy leaves open"] headers::csp::weakness;
            CspSlot ["slots of a Content Security Policy"] headers::csp::slot;
            CspForeign ["what other tools leave in a Content Security Policy"] headers::csp::foreign;
            Json ["JSON of a Report-To or a NEL"] headers::json;
            EndpointUrl ["URL of an endpoint"] headers::endpoint_url;
            Policy ["options of a policy"] policy;
            CustomField ["fields of the user's own"] policy::custom_fields;
            Size ["length of a field"] ground::size;
            Relation ["between the headers of one policy"] policy::relations;
            Tokens ["tokens of a macro"] ground::tokens;
            Pages ["pages that a policy is made for"] ground::pages;
            Level ["levels"] ground::level;
            Header ["text that must be a field value"] headers::header;
        }
    };
}

macro_rules! join {
    ($( $Variant:ident [$title:literal $($more:literal)*] $($module:ident)::+; )*) => {
        /// A problem of any header.
        #[non_exhaustive]
        pub enum Problem {
            $( #[doc = $title] $Variant(crate::$($module)::+::Problem), )*
        }

        impl Problem {
            /// What never changes about the problem.
            #[must_use]
            pub const fn code(&self) -> Code {
                match self {
                    $( Self::$Variant(problem) => problem.code(), )*
                }
            }

            /// Code, severity, summary, remedy and specification.
            #[must_use]
            pub fn explain(&self) -> Explanation {
                match self {
                    $( Self::$Variant(problem) => problem.explain(), )*
                }
            }

            /// The codes of each table, under a title.
            pub const TABLES: &'static [(&'static str, &'static [Code])] =
                &[$( ($title, crate::$($module)::+::Problem::CODES), )*];

            /// Every code.
            pub fn codes() -> impl Iterator<Item = Code> {
                Self::TABLES.iter().flat_map(|(_, codes)| codes.iter().copied())
            }
        }

        $(
            impl From<crate::$($module)::+::Problem> for Problem {
                fn from(problem: crate::$($module)::+::Problem) -> Self {
                    Self::$Variant(problem)
                }
            }
        )*
    };
}

header_table! { problems_of_all }

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
