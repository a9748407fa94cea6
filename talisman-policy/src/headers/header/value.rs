//! What the value of each field is once it is read, and the one place that says which module reads which field.

use std::fmt;

use talisman_core::encoded::Encoder;

use super::Header;
use super::table::header_table;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::field::Field;
use crate::headers::endpoint::ReportsTo;
use crate::headers::shape::SettingValue;
use crate::headers::token_item;

/// Makes the type of all values, and what is asked of any of them, of the table of headers.
macro_rules! values {
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
        $( use crate::headers::$module; )*

        /// The value of one of the fields, read.
        ///
        /// Its `Display` is the field value, as [`check_text`](super::check_text) reads it back: in a CSP `'nonce'` is
        /// where each response's nonce goes.
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum HeaderPolicy {
            $( $(#[$of])* $Variant($module::$Type), )*
        }

        impl fmt::Display for HeaderPolicy {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $( Self::$Variant(value) => value.fmt(formatter), )*
                }
            }
        }

        impl HeaderPolicy {
            /// The endpoints that reports about the policy go to.
            pub(crate) fn reports_to(&self) -> Vec<ReportsTo> {
                match self {
                    $( Self::$Variant(value) => $endpoints(value), )*
                }
            }
        }

        /// Reads a value as the value of a field; `None` if it was taken apart in another way than the field's shape says.
        pub fn read_value(
            header: Header,
            value: &SettingValue,
            out: &mut Diagnostics,
        ) -> Option<HeaderPolicy> {
            use SettingValue::{Item, Json, List, Members, Statements, Words};
            match (header, value) {
                $( ($( Header::$Header )|+, $value) => {
                    let ($header, $out) = (header, out);
                    let _ = $header;
                    $read.map(HeaderPolicy::$Variant)
                } )*
                _ => None,
            }
        }
    };
}

header_table! { values }

/// A policy that sends no reports.
fn none<T>(_: &T) -> Vec<ReportsTo> {
    Vec::new()
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
