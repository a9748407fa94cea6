//! The fields that the language knows: their names, how their values are written, and what each value is once it is read.
//!
//! To add a header, write its module, a row of the table in `table.rs`, a file of rows in `tests/conformance/` and its cases in
//! `tests/ui/`. What the row lacks does not compile, and the tests name what the files lack.

mod check;
mod split;
mod support;
pub(crate) mod table;
mod value;

use crate::ground::names::Names;
pub use crate::headers::shape::Shape;
pub(crate) use check::Located;
pub use check::{Checked, Finding, check_text, check_text_with_advice, read_text};
pub use split::{server_word, split_text};
pub(crate) use support::report as report_support;
pub use value::{HeaderPolicy, read_value};

use crate::ground::browser_support::{BrowserSupport, chromium, chromium_and_firefox, since};
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::Disposition;
use crate::text::SyntaxError;
use table::header_table;

/// Makes the enum of all fields, and the facts about each, of the table of headers.
macro_rules! fields {
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
        words! {
            /// A field whose value the language reads, in the order in which fields are sent.
            pub enum Header: Shape {
                $( $( $(#[$row])* $Header => $field, Shape::$shape; )+ )*
            }
        }

        impl Header {
            /// Since when browsers read the field; `None` for what no current browser needs.
            #[must_use]
            pub const fn browsers(self) -> Option<BrowserSupport> {
                match self {
                    $( $( Self::$Header )|+ => $browsers, )*
                }
            }

            /// The words that its values are made of, table by table.
            #[must_use]
            pub const fn words(self) -> &'static [&'static [&'static str]] {
                match self {
                    $( $( Self::$Header )|+ => &[$( crate::headers::$module::$words::WORDS ),*], )*
                }
            }

            /// Who reports what keeps browsers from reading a structured field at all; `None` for other fields.
            pub(crate) fn syntax_reporter(self) -> Option<SyntaxReporter> {
                let reporters: &[SyntaxReporter] = match self {
                    $( $( Self::$Header )|+ => &[$( crate::headers::$module::$syntax )?], )*
                };
                reporters.first().copied()
            }
        }
    };
}

type SyntaxReporter = fn(&[SyntaxError], &mut Diagnostics);

header_table! { fields }

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
        /// A field that not every browser reads.
        PartlySupported { field: &'static str, missing: Names } => Advice "header-partly-supported", "no specification: browser-compat-data of MDN" {
            summary: "{missing} ignore{} {field}", if missing.are_several() { "" } else { "s" };
            help: "do not rely on it there: it protects nobody who uses {}", missing.any();
        }

        /// A word of a server's configuration.
        ServerWord { word: &'static str } => Error "field-server-word", "RFC 9110 section 5, fields" {
            summary: "`{word}` belongs to the configuration of nginx, outside the quotes: a browser would take it for a part of the value";
            help: "leave `{word}` out: talisman sends the field with every status";
            instead: "";
        }

        /// The field name is in the value.
        FieldName { name: String } => Error "field-name", "RFC 9110 section 5, fields" {
            summary: "`{name}` is the name of the header field: a browser would take it for a part of the value";
            help: "leave `{name}` out";
            instead: "";
        }
    }
}

#[cfg(test)]
mod tests;
