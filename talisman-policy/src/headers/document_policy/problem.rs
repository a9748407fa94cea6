//! The problems of a Document Policy: all wording, and nothing else.

problems! {
    /// What can be wrong with a Document Policy.
    pub enum Problem {
        /// There is no member.
        EmptyPolicy => Error "document-policy-empty-policy", "Document Policy section 7.2.1, Document-Policy" {
            summary: "the policy is empty: a browser reads it and changes nothing";
            help: "name at least one configuration point, or leave the policy out";
        }

        /// The field is not a dictionary.
        Syntax { what: String, write: &'static str } => Error "document-policy-syntax", "RFC 9651 section 4.2, parsing structured fields" {
            summary: "{what}: a browser drops the whole header, with everything else in it";
            help: "{write}";
        }

        /// A name in capitals.
        KeyCase { name: String, write: String } => Error "document-policy-key-case", "RFC 9651 section 3.1.2, key" {
            summary: "`{name}` has capital letters, which no key has: a browser drops the whole header";
            help: "write {write}";
            instead: "{write}";
        }

        /// No configuration point has this name.
        UnknownName { name: String, near: Option<&'static str>, known: String, unchecked: String } => Error "document-policy-unknown-name", "Document Policy section 4.1, configuration points" {
            summary: "`{name}` is not a configuration point: a browser ignores it";
            help: "{}", match near {
                Some(near) => format!("write `{near}`"),
                None => format!("write one of {known}; or, for one newer than this version of talisman, {unchecked}"),
            };
            instead?: *near;
        }

        /// A name that no browser knows.
        NeverShipped { name: &'static str } => Warning "document-policy-never-shipped", "Document Policy explainer" {
            summary: "`{name}` never shipped: every browser ignores it";
            help: "leave it out";
        }

        /// A name that a flag turns on.
        ExperimentalName { name: &'static str } => Warning "document-policy-experimental-name", "Document Policy section 4.1, configuration points" {
            summary: "`{name}` is known only to Chromium, behind a flag: a browser that does not know it ignores it";
            help: "do not rely on it alone";
        }

        /// A value that the document has without the policy.
        RepeatsDefault { name: String, value: String } => Advice "document-policy-repeats-default", "Document Policy section 4.1, configuration points" {
            summary: "`{name}` is {value} by default: a browser does the same without this";
            help: "leave it out";
        }

        /// A name that appears twice.
        DuplicateName { name: String } => Error "document-policy-duplicate-name", "RFC 9651 section 4.2.2, parsing a dictionary" {
            summary: "`{name}` appears a second time: a browser uses this one and ignores the first";
            help: "write `{name}` once";
        }

        /// A list where one value must stand.
        ListValue { name: String, write: String } => Error "document-policy-list-value", "Document Policy section 7.2.1, Document-Policy" {
            summary: "`{name}` takes one value, and this is a list: a browser ignores `{name}`";
            help: "{write}";
        }

        /// A value of another type.
        ValueType { word: String, name: String, write: String, meant: Option<&'static str> } => Error "document-policy-value-type", "Document Policy section 7.2.1, Document-Policy" {
            summary: "{}", match word.as_str() {
                "" => format!("`{name}` alone is the Boolean true, which is not a value of it: a browser ignores `{name}`"),
                word => format!("`{word}` is not a value of `{name}`: a browser ignores `{name}`"),
            };
            help: "{write}";
            instead?: *meant;
        }

        /// report-to as a string.
        ReportToString { endpoint: String } => Error "document-policy-quoted-endpoint", "Document Policy section 6.1.1, report-to" {
            summary: "`{endpoint}` is in quotes: Chromium reads an endpoint only without quotes, and drops the whole member";
            help: "write report-to={endpoint}";
            instead: "{endpoint}";
        }

        /// report-to that names nothing.
        EndpointName { word: String } => Error "document-policy-endpoint-name", "Document Policy section 6.1.1, report-to" {
            summary: "{}", match word.as_str() {
                "" => "report-to names no endpoint: Chromium drops the whole member".to_owned(),
                word => format!("`{word}` is not an endpoint name: no report is sent"),
            };
            help: "write the name that Reporting-Endpoints gives the endpoint: a letter, then letters, digits and - _ .";
        }

        /// A parameter that does not exist.
        UnknownParameter { name: String } => Warning "document-policy-unknown-parameter", "RFC 9651 section 3.1.2, parameters" {
            summary: "`{name}` after a semicolon is a parameter that browsers ignore";
            help: "leave it out; the only parameter is report-to; members are separated by commas";
        }

        /// report-to twice.
        DuplicateParameter => Error "document-policy-duplicate-parameter", "RFC 9651 section 4.2.3.2, parsing parameters" {
            summary: "`report-to` appears a second time: a browser uses this one and ignores the first";
            help: "write it once";
        }

        /// unchecked around something known.
        NeedlessUnchecked { name: &'static str } => Warning "document-policy-needless-unchecked", "Document Policy section 4.1, configuration points" {
            summary: "`{name}` is known, and unchecked keeps it from being checked";
            help: "write {name}";
            instead: "{name}";
        }

        /// Something that no configuration point or value can be.
        NotAKey { name: String } => Error "document-policy-not-a-key", "RFC 9651 section 3.1.2, key" {
            summary: "`{name}` cannot be in a Document-Policy, known or not: a browser drops the whole header";
            help: "begin a name with a lower-case letter, and go on with lower-case letters, digits and - _ . *; write a value as ?1, ?0, a number, a token or a string";
        }
    }
}
