//! What can be wrong with such a field: the wording of all three headers, each with its own name, codes and absence.

use crate::ground::names::Names;
use crate::headers::csp::Disposition;

/// What is wrong with an item, before the header gives it its code.
pub(crate) enum ItemProblem {
    Empty {
        write: String,
    },
    Syntax {
        what: String,
        write: String,
    },
    UnknownValue {
        word: String,
        write: String,
        near: bool,
    },
    ValueOfAnother {
        word: String,
        owners: Names,
        write: String,
    },
    ValueCase {
        word: String,
        write: &'static str,
    },
    QuotedValue {
        write: &'static str,
    },
    NotAToken {
        word: String,
    },
    NeedlessUnchecked {
        word: String,
    },
    NoEffect {
        word: String,
        write: String,
        disposition: Disposition,
    },
    UnknownParameter {
        name: String,
    },
    ParameterName {
        word: String,
        near: bool,
        is_key: bool,
    },
    DuplicateReportTo,
    UnquotedEndpoint {
        endpoint: String,
    },
    EndpointName {
        word: String,
        write: &'static str,
    },
    EndpointCase {
        word: String,
    },
    NoReceiver {
        write: String,
    },
}

/// Declares the problems of one of the headers: its name, what a browser reads in the place of what it cannot read, its
/// specification, a code for each problem, and the problems that it alone has.
macro_rules! token_item_problems {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident of $header:literal, codes $prefix:literal, $absent:literal, $spec:literal {
            $($own:tt)*
        }
    ) => {
        /// What happens to a value that a browser cannot read.
        const UNREAD: &str = concat!("a browser reads it as ", $absent, ", as if the header were not there");

        problems! {
            $(#[$meta])*
            pub enum $Name {
                /// There is no value.
                Empty { write: String } => Error concat!($prefix, "-empty"), $spec {
                    summary: "there is no value: {UNREAD}";
                    help: "write {write}, or leave the header out";
                }

                /// The field is not an item.
                Syntax { what: String, write: String } => Error concat!($prefix, "-syntax"), "RFC 9651 section 4.2, parsing structured fields" {
                    summary: "{what}: {UNREAD}";
                    help: "{write}";
                }

                /// No value has this name.
                UnknownValue { word: String, write: String, near: bool } => Error concat!($prefix, "-unknown-value"), $spec {
                    summary: "`{word}` is not a value of {}: {UNREAD}", $header;
                    help: "write {write}";
                    instead?: near.then_some(write.as_str());
                }

                /// A value that another header has.
                ValueOfAnother { word: String, owners: $crate::ground::names::Names, write: String } => Error concat!($prefix, "-value-of-another"), $spec {
                    summary: "`{word}` is a value of {owners}, not of {}: {UNREAD}", $header;
                    help: "write it there, and here {write}";
                }

                /// A value in capitals.
                ValueCase { word: String, write: &'static str } => Error concat!($prefix, "-value-case"), $spec {
                    summary: "`{word}` has capital letters, which no value has: {UNREAD}";
                    help: "write {write}";
                    instead: "{write}";
                }

                /// A string where a token must stand.
                QuotedValue { write: &'static str } => Error concat!($prefix, "-quoted-value"), $spec {
                    summary: "`{write}` is in quotes, and no value has them: {UNREAD}";
                    help: "write {write}";
                    instead: "{write}";
                }

                /// Something that no token can be.
                NotAToken { word: String } => Error concat!($prefix, "-not-a-token"), "RFC 9651 section 3.3.4, token" {
                    summary: "`{word}` cannot be a value of {}, known or not: {UNREAD}", $header;
                    help: "begin with a letter, and go on with letters, digits and hyphens";
                }

                /// unchecked around something known.
                NeedlessUnchecked { word: String } => Warning concat!($prefix, "-needless-unchecked"), $spec {
                    summary: "`{word}` is known, and unchecked keeps it from being checked";
                    help: "write {word}";
                    instead: "{word}";
                }

                /// The value that stands for the header's absence.
                NoEffect { word: String, write: String, disposition: $crate::headers::csp::Disposition } => Weakness concat!($prefix, "-", $absent), $spec {
                    summary: "`{word}` is what a browser does without the header: it {} nothing", match disposition {
                        $crate::headers::csp::Disposition::Enforce => "protects",
                        $crate::headers::csp::Disposition::Report => "reports",
                    };
                    help: "write {write}, or leave the header out";
                }

                /// A parameter that does not exist.
                UnknownParameter { name: String } => Warning concat!($prefix, "-unknown-parameter"), $spec {
                    summary: "`{name}` after a semicolon is a parameter that browsers ignore";
                    help: "leave it out; the only parameter is report-to";
                }

                /// A parameter that is nearly report-to, or that no parameter can be called.
                ParameterName { word: String, near: bool, is_key: bool } => Error concat!($prefix, "-parameter-name"), "RFC 9651 section 3.1.2, parameters" {
                    summary: "{}", if *is_key {
                        format!("`{word}` is not report-to: a browser ignores it and sends no report")
                    } else {
                        format!("`{word}` cannot name a parameter, which has no capital letters: {UNREAD}")
                    };
                    help: "{}", if *near { "write report-to" } else { "leave it out; the only parameter is report-to" };
                    instead?: near.then_some("report-to");
                }

                /// report-to that appears twice.
                DuplicateReportTo => Error concat!($prefix, "-duplicate-report-to"), "RFC 9651 section 4.2.3.2, parsing parameters" {
                    summary: "`report-to` appears a second time: a browser uses this one and ignores the first";
                    help: "write it once";
                }

                /// report-to as a token.
                UnquotedEndpoint { endpoint: String } => Error concat!($prefix, "-unquoted-endpoint"), $spec {
                    summary: "`{endpoint}` is without quotes: a browser reads an endpoint only in double quotes, and sends no report";
                    help: "write report-to=\"{endpoint}\"";
                    instead: "\"{endpoint}\"";
                }

                /// report-to that names nothing.
                EndpointName { word: String, write: &'static str } => Error concat!($prefix, "-endpoint-name"), $spec {
                    summary: "{}", match word.as_str() {
                        "" => "report-to names no endpoint: no report is sent".to_owned(),
                        word => format!("`{word}` is not an endpoint name: no report is sent"),
                    };
                    help: "write the name that Reporting-Endpoints gives the endpoint, such as {write}";
                }

                /// report-to with capitals.
                EndpointCase { word: String } => Warning concat!($prefix, "-endpoint-case"), "RFC 9651 section 3.1.2, key" {
                    summary: "`{word}` has capital letters, which no name in Reporting-Endpoints has: only the obsolete Report-To can give an endpoint this name";
                    help: "write {}, here and in Reporting-Endpoints", word.to_ascii_lowercase();
                }

                /// A report-only policy whose reports nobody gets.
                NoReceiver { write: String } => Warning concat!($prefix, "-report-only-without-report-to"), $spec {
                    summary: "a report-only policy blocks nothing, and without report-to no report leaves the browser";
                    help: "write {write}, with the name of an endpoint instead of main";
                }

                $($own)*
            }
        }

        impl From<$crate::headers::token_item::ItemProblem> for $Name {
            fn from(error: $crate::headers::token_item::ItemProblem) -> Self {
                use $crate::headers::token_item::ItemProblem;
                match error {
                    ItemProblem::Empty { write } => Self::Empty { write },
                    ItemProblem::Syntax { what, write } => Self::Syntax { what, write },
                    ItemProblem::UnknownValue { word, write, near } => Self::UnknownValue { word, write, near },
                    ItemProblem::ValueOfAnother { word, owners, write } => Self::ValueOfAnother { word, owners, write },
                    ItemProblem::ValueCase { word, write } => Self::ValueCase { word, write },
                    ItemProblem::QuotedValue { write } => Self::QuotedValue { write },
                    ItemProblem::NotAToken { word } => Self::NotAToken { word },
                    ItemProblem::NeedlessUnchecked { word } => Self::NeedlessUnchecked { word },
                    ItemProblem::NoEffect { word, write, disposition } => Self::NoEffect { word, write, disposition },
                    ItemProblem::UnknownParameter { name } => Self::UnknownParameter { name },
                    ItemProblem::ParameterName { word, near, is_key } => Self::ParameterName { word, near, is_key },
                    ItemProblem::DuplicateReportTo => Self::DuplicateReportTo,
                    ItemProblem::UnquotedEndpoint { endpoint } => Self::UnquotedEndpoint { endpoint },
                    ItemProblem::EndpointName { word, write } => Self::EndpointName { word, write },
                    ItemProblem::EndpointCase { word } => Self::EndpointCase { word },
                    ItemProblem::NoReceiver { write } => Self::NoReceiver { write },
                }
            }
        }
    };
}
pub(crate) use token_item_problems;
