//! The problems of a Connection-Allowlist: all wording, and nothing else.

use super::{Behavior, ItemToken, Parameter};

problems! {
    /// What can be wrong with a Connection-Allowlist.
    pub enum Problem {
        /// There is no list.
        Empty => Error "connection-allowlist-empty", "Connection Allowlists section 2.1, parsing" {
            summary: "there is no list: a browser ignores the header";
            help: "write (response-origin) and what else the page connects to, or leave the header out";
        }

        /// The field is not one list.
        Syntax { what: String, effect: &'static str, write: &'static str } => Error "connection-allowlist-syntax", "RFC 9651 section 4.2, parsing structured fields" {
            summary: "{what}: a browser {effect}";
            help: "{write}, as in (response-origin \"https://api.example.com\")";
        }

        /// An item that no list has.
        UnknownItem { word: String, write: Option<String> } => Error "connection-allowlist-unknown-item", "Connection Allowlists section 2.1, parsing" {
            summary: "`{word}` is neither response-origin nor a URL pattern in double quotes: a browser skips it and blocks these connections";
            help: "write {}", write.as_deref().unwrap_or("response-origin, or a URL such as \"https://api.example.com\"");
            instead?: write.as_deref();
        }

        /// The token as a string.
        QuotedToken { token: ItemToken } => Error "connection-allowlist-quoted-token", "Connection Allowlists section 2.1, parsing" {
            summary: "`{token}` is a word, and in quotes a browser skips it and blocks these connections";
            help: "write {token} without quotes";
            instead: "{token}";
        }

        /// A string that is not a URL pattern, or one that matches nothing.
        Pattern { word: String, what: &'static str, write: Option<String> } => Error "connection-allowlist-pattern", "Connection Allowlists section 2.1, parsing" {
            summary: "`{word}` {what}: it allows no connection";
            help: "write {}", write.as_deref().unwrap_or("a scheme and a host, where * stands for anything, such as \"https://*.example.com\"");
            instead?: write.as_deref();
        }

        /// A pattern of one path alone.
        RootOnly { word: String, write: String } => Warning "connection-allowlist-root-only", "URL Pattern section 2.2, constructor string parsing" {
            summary: "`{word}` allows only the path /: the slash at the end is the whole path";
            help: "write \"{write}\" for every path, or \"{write}/index.html\" for one";
            instead: "\"{write}\"";
        }

        /// A pattern of every host.
        AnyHost { word: String } => Weakness "connection-allowlist-any-host", "Connection Allowlists section 2.1, parsing" {
            summary: "`{word}` lets the page connect to every host, an attacker's too";
            help: "name the hosts that the page connects to, such as \"https://*.example.com\"";
        }

        /// An item twice.
        DuplicateItem { word: String } => Warning "connection-allowlist-duplicate-item", "Connection Allowlists section 2.1, parsing" {
            summary: "`{word}` is in the list a second time";
            help: "remove one of the two";
        }

        /// unchecked around something known.
        NeedlessUnchecked { token: ItemToken } => Warning "connection-allowlist-needless-unchecked", "Connection Allowlists section 2.1, parsing" {
            summary: "`{token}` is known, and unchecked keeps it from being checked";
            help: "write {token}";
            instead: "{token}";
        }

        /// A parameter that does not exist.
        UnknownParameter { name: String, write: &'static str } => Warning "connection-allowlist-unknown-parameter", "Connection Allowlists section 2.1, parsing" {
            summary: "browsers ignore the parameter `{name}`";
            help: "{write}";
        }

        /// A parameter that is nearly one.
        ParameterName { name: String, write: &'static str } => Error "connection-allowlist-parameter-name", "Connection Allowlists section 2.1, parsing" {
            summary: "`{name}` is not a parameter of the list: a browser ignores it";
            help: "write {write}";
            instead: "{write}";
        }

        /// A parameter twice.
        DuplicateParameter { parameter: Parameter } => Error "connection-allowlist-duplicate-parameter", "RFC 9651 section 4.2.3.2, parsing parameters" {
            summary: "`{parameter}` is written a second time: a browser uses this one and ignores the first";
            help: "write it once";
        }

        /// A behavior that does not exist.
        Behavior { parameter: Parameter, word: String, read_as: Behavior, near: Option<Behavior> } => Error "connection-allowlist-behavior", "Connection Allowlists section 2.1, parsing" {
            summary: "{} is neither allow nor block: Chromium reads it as {read_as}", match word.as_str() {
                "" => format!("`{parameter}` without a value"),
                word => format!("`{word}` in `{parameter}`"),
            };
            help: "write {}", match near {
                Some(near) => format!("{parameter}={near}, without quotes"),
                None => format!("{parameter}=allow or {parameter}=block"),
            };
        }

        /// report-to as a string.
        QuotedEndpoint { endpoint: String } => Error "connection-allowlist-quoted-endpoint", "Connection Allowlists section 2.1, parsing" {
            summary: "the name of the endpoint is in quotes: a browser reads it only without quotes, and sends no report";
            help: "write {endpoint}";
            instead: "{endpoint}";
        }

        /// report-to that names nothing.
        EndpointName { word: String } => Error "connection-allowlist-endpoint-name", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "{}: no report is sent", match word.as_str() {
                "" => "report-to names no endpoint".to_owned(),
                word => format!("`{word}` is not the name of an endpoint"),
            };
            help: "write the name that Reporting-Endpoints gives the endpoint, such as report-to=main";
        }

        /// A report-only list whose reports nobody gets.
        NoReceiver => Warning "connection-allowlist-report-only-without-report-to", "Connection Allowlists section 2.1, parsing" {
            summary: "a report-only list blocks nothing, and without report-to no report leaves the browser";
            help: "add report-to with the name of an endpoint to the list, such as report-to=main";
        }
    }
}
