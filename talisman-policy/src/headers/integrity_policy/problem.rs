//! The problems of an Integrity-Policy: all wording, and nothing else.

use super::MemberName;

problems! {
    /// What can be wrong with an Integrity-Policy.
    pub enum Problem {
        /// There is no member.
        Empty => Error "integrity-policy-empty", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "the policy is empty: a browser blocks nothing";
            help: "write blocked-destinations with (script), or leave the policy out";
        }

        /// The field is not a dictionary.
        Syntax { what: String, write: &'static str } => Error "integrity-policy-syntax", "RFC 9651 section 4.2, parsing structured fields" {
            summary: "{what}: a browser drops the whole header, and blocks nothing";
            help: "{write}";
        }

        /// A name in capitals.
        KeyCase { name: String, write: &'static str } => Error "integrity-policy-key-case", "RFC 9651 section 3.1.2, key" {
            summary: "`{name}` has capital letters, which no key has: a browser drops the whole header, and blocks nothing";
            help: "write {write}";
            instead: "{write}";
        }

        /// No member has this name.
        UnknownMember { name: String, write: String, near: Option<&'static str> } => Error "integrity-policy-unknown-member", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "`{name}` is not a member of an integrity policy: a browser ignores it";
            help: "{write}";
            instead?: *near;
        }

        /// A member that appears twice.
        DuplicateMember { name: &'static str } => Error "integrity-policy-duplicate-member", "RFC 9651 section 4.2.2, parsing a dictionary" {
            summary: "`{name}` appears a second time: a browser uses this one and ignores the first";
            help: "write `{name}` once, with everything in one list";
        }

        /// A member without a value.
        MissingValue { name: &'static str, write: String } => Error "integrity-policy-missing-value", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "`{name}` has no list after it: a browser ignores it";
            help: "write {write}";
        }

        /// One value where a list must stand.
        NotAList { found: String, name: &'static str, write: String } => Error "integrity-policy-not-a-list", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "`{found}` is not a list in parentheses: a browser ignores `{name}`";
            help: "write {write}";
            instead: "{write}";
        }

        /// A list with nothing in it.
        EmptyList { name: MemberName } => Error "integrity-policy-empty-list", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "{}", match name {
                MemberName::Endpoints => "`endpoints` names nobody: a browser sends no report".to_owned(),
                name => format!("the list of `{name}` is empty: a browser blocks nothing"),
            };
            help: "{}", match name {
                MemberName::Endpoints => "write the name that Reporting-Endpoints gives the endpoint into the list, or leave `endpoints` out".to_owned(),
                name => format!("write {}", name.fact()),
            };
        }

        /// A string where a token must stand.
        String { word: String } => Error "integrity-policy-string", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "`{word}` is in quotes, and no value of this list has them: a browser ignores it";
            help: "write {word}";
            instead: "{word}";
        }

        /// A word in capitals.
        ItemCase { word: String, write: String } => Error "integrity-policy-item-case", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "`{word}` has capital letters, which no value of this list has: a browser ignores it";
            help: "write {write}";
            instead: "{write}";
        }

        /// A word that the member does not have.
        UnknownItem { word: String, name: &'static str, write: String, near: Option<&'static str> } => Error "integrity-policy-unknown-item", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "`{word}` is not a value of `{name}`: a browser ignores it";
            help: "{write}";
            instead?: *near;
        }

        /// A word that appears twice.
        DuplicateItem { word: String } => Warning "integrity-policy-duplicate-item", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "`{word}` appears a second time, and changes nothing";
            help: "leave it out";
        }

        /// Style sheets, which nobody blocks.
        Style => Warning "integrity-policy-style", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "no browser blocks style sheets without a hash yet: all of them ignore `style`";
            help: "leave it out, or do not rely on it";
        }

        /// Nothing is blocked.
        NoDestination { write: String } => Error "integrity-policy-no-destination", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "the policy does not say what to block: a browser blocks nothing";
            help: "add {write}";
        }

        /// A report-only policy whose reports nobody gets.
        NoReceiver { write: String } => Warning "integrity-policy-no-receiver", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "a report-only policy blocks nothing, and without endpoints no report leaves the browser";
            help: "add {write}, with the name that Reporting-Endpoints gives the endpoint";
        }

        /// An endpoint that cannot be declared.
        EndpointName { word: String } => Error "integrity-policy-endpoint-name", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "`{word}` is not an endpoint name: no report is sent to it";
            help: "write the name that Reporting-Endpoints gives the endpoint: lower-case letters, digits and - _ . *";
        }

        /// A parameter, of which there are none.
        UnknownParameter { name: String } => Warning "integrity-policy-unknown-parameter", "Subresource Integrity section 3.8, Integrity-Policy" {
            summary: "`{name}` after a semicolon is a parameter that browsers ignore";
            help: "leave it out; members are separated by commas";
        }

        /// Something that no list can hold.
        NotAToken { word: String } => Error "integrity-policy-not-a-token", "RFC 9651 section 3.3.4, token" {
            summary: "`{word}` cannot be in the list, known or not: a browser ignores it, or the whole header";
            help: "begin with a letter, and go on without white space, quotes and commas";
        }
    }
}
