//! The problems of a Permissions Policy: all wording, and nothing else.

use super::FeatureName;
use crate::ground::names::KnownTo;

problems! {
    /// What can be wrong with a Permissions Policy.
    pub enum Problem {
        /// There is no member.
        EmptyPolicy => Error "permissions-empty-policy", "Permissions Policy section 5.2, structured header" {
            summary: "the policy is empty: a browser reads it and restricts nothing";
            help: "name at least one feature, such as camera with an empty list, or leave the policy out";
        }

        /// The field is not a dictionary.
        Syntax { what: String, write: &'static str } => Error "permissions-syntax", "RFC 9651 section 4.2, parsing structured fields" {
            summary: "{what}: a browser drops the whole header, with every other feature in it";
            help: "{write}";
        }

        /// The syntax of Feature-Policy.
        LegacySyntax { write: Option<String> } => Error "permissions-legacy-syntax", "Permissions Policy section 5.2, structured header" {
            summary: "this is the syntax of Feature-Policy: a browser drops the whole header, with every other feature in it";
            help: "{}", match write {
                Some(write) => format!("write {write}"),
                None => "write every feature as in camera=(), geolocation=(self \"https://a.example\"), with a comma between two".to_owned(),
            };
            instead?: write.clone();
        }

        /// A word of Feature-Policy in quotes.
        LegacyKeyword { word: String, write: String } => Error "permissions-legacy-keyword", "Permissions Policy section 5.2, structured header" {
            summary: "`{word}` is a keyword of Feature-Policy, and no origin: a browser that keeps to the specification skips it";
            help: "{}", if write.is_empty() { "leave it out: an empty list allows nobody".to_owned() } else { format!("write {write}") };
            instead: "{write}";
        }

        /// A feature in capitals.
        KeyCase { name: String, write: String } => Error "permissions-key-case", "RFC 9651 section 3.1.2, key" {
            summary: "`{name}` has capital letters, which no key has: a browser drops the whole header";
            help: "write {write}";
            instead: "{write}";
        }

        /// No feature has this name.
        UnknownFeature { name: String, near: Option<&'static str>, unchecked: String } => Error "permissions-unknown-feature", "Permissions Policy section 4.1, policy-controlled features" {
            summary: "`{name}` is not a feature: a browser ignores it and restricts nothing by it";
            help: "{}", match near {
                Some(near) => format!("write `{near}`"),
                None => format!("leave it out; or, for a feature newer than this version of talisman, write {unchecked}"),
            };
            instead?: *near;
        }

        /// A feature that browsers no longer know.
        RetiredFeature { name: &'static str, instead: Option<&'static str> } => Warning "permissions-retired-feature", "Permissions Policy features.md, retired features" {
            summary: "`{name}` is no longer a feature: a browser ignores it";
            help: "{}", match instead {
                Some(instead) => format!("use {instead}"),
                None => "leave it out: nothing has taken its place".to_owned(),
            };
            instead?: instead.filter(|instead| FeatureName::from_word(instead).is_some());
        }

        /// A feature that browsers do not know yet, allowed to somebody.
        ExperimentalFeature { name: &'static str, known_to: KnownTo } => Warning "permissions-experimental-feature", "Permissions Policy features.md, experimental features" {
            summary: "`{name}` is known to {known_to}: {}", known_to.elsewhere();
            help: "do not rely on it alone";
        }

        /// A feature allowed to everyone, as it is without the policy.
        RepeatsDefault { name: &'static str } => Advice "permissions-repeats-default", "Permissions Policy section 4.8, default allowlists" {
            summary: "`{name}` is allowed to everyone by default: a browser does the same without this";
            help: "leave it out, or name those who may use it";
        }

        /// A feature that appears twice.
        DuplicateFeature { name: String } => Error "permissions-duplicate-feature", "RFC 9651 section 4.2.2, parsing a dictionary" {
            summary: "`{name}` appears a second time: a browser uses this one and ignores the first";
            help: "write `{name}` once, with one list of all that may use it";
        }

        /// A feature without its allowlist.
        MissingAllowlist { name: String, write: String } => Error "permissions-missing-allowlist", "RFC 9651 section 3.2, dictionaries" {
            summary: "`{name}` without an allowlist is the Boolean true, which is not an origin: a browser disables the feature";
            help: "{write}";
        }

        /// none, which is not a word here.
        NoneKeyword { word: String, write: String, instead: String } => Error "permissions-none", "Permissions Policy section 5.2, structured header" {
            summary: "`{word}` is not a keyword here: a browser skips it, with an error in its console";
            help: "{write}";
            instead: "{instead}";
        }

        /// src, which only the attribute has.
        SrcKeyword { write: String } => Error "permissions-src", "Permissions Policy section 6.2, the allow attribute" {
            summary: "`src` means something only in the allow attribute of a frame: in the header a browser skips it";
            help: "write self or the origin: {write}";
        }

        /// A keyword in double quotes.
        QuotedKeyword { word: String, write: &'static str } => Error "permissions-quoted-keyword", "Permissions Policy section 5.2, structured header" {
            summary: "{}", match *write {
                "*" => "`*` in quotes is a string, and no origin: the specification ignores it, and Chromium allows everyone".to_owned(),
                _ => format!("`{word}` in quotes is a string, and no origin: a browser skips it"),
            };
            help: "write {write} without quotes";
            instead: "{write}";
        }

        /// An origin without quotes.
        UnquotedOrigin { word: String, write: String } => Error "permissions-unquoted-origin", "Permissions Policy section 5.2, structured header" {
            summary: "`{word}` without quotes is a token, and no origin: a browser skips it";
            help: "write {write}";
            instead: "{write}";
        }

        /// An item that no allowlist takes.
        InvalidItem { word: String, what: &'static str, write: String, instead: Option<&'static str> } => Error "permissions-invalid-item", "Permissions Policy section 5.2, structured header" {
            summary: "`{word}` is {what}: a browser skips it, and where nothing else is in the allowlist nobody may use the feature";
            help: "{write}";
            instead?: *instead;
        }

        /// A host without its scheme.
        OriginWithoutScheme { origin: String, write: String } => Error "permissions-origin-without-scheme", "Permissions Policy section 5.2, structured header" {
            summary: "`{origin}` has no scheme, and is not an origin: a browser skips it";
            help: "write {write}";
            instead: "{write}";
        }

        /// A path after an origin.
        OriginPath { write: String } => Error "permissions-origin-path", "Permissions Policy section 5.2, structured header" {
            summary: "an allowlist names origins: a browser ignores the path and allows the whole origin";
            help: "write {write}";
        }

        /// Something else that is not an origin.
        InvalidOrigin { origin: String, what: &'static str, advice: &'static str } => Error "permissions-invalid-origin", "Permissions Policy section 5.2, structured header" {
            summary: "a browser skips `{origin}`: {what}";
            help: "{advice}";
        }

        /// Something beside `*`.
        RedundantItem { word: String } => Warning "permissions-redundant-item", "Permissions Policy section 4.7, allowlists" {
            summary: "`{word}` changes nothing beside `*`, which allows everyone";
            help: "leave it out, or leave `*` out";
        }

        /// An item that appears twice.
        DuplicateItem { word: String } => Warning "permissions-duplicate-item", "Permissions Policy section 4.7, allowlists" {
            summary: "`{word}` appears a second time, and changes nothing";
            help: "leave it out";
            instead: "";
        }

        /// Origins without self.
        OriginWithoutSelf { name: String, write: String } => Warning "permissions-origin-without-self", "Permissions Policy section 4.7, allowlists" {
            summary: "this list leaves out self: unless the page's own origin is in it, a browser keeps `{name}` from the page and from every frame in it, listed or not";
            help: "write {write}";
        }

        /// report-to as a string.
        ReportToString { endpoint: String } => Error "permissions-quoted-endpoint", "Permissions Policy section 8, reporting" {
            summary: "`{endpoint}` is in quotes: Chromium reads an endpoint only without quotes, and sends no report";
            help: "write report-to={endpoint}";
            instead: "{endpoint}";
        }

        /// report-to that names nothing.
        EndpointName { word: String } => Error "permissions-endpoint-name", "Permissions Policy section 8, reporting" {
            summary: "{}", match word.as_str() {
                "" => "report-to names no endpoint: no report is sent".to_owned(),
                word => format!("`{word}` is not an endpoint name: no report is sent"),
            };
            help: "write the name that Reporting-Endpoints gives the endpoint: a letter, then letters, digits and - _ .";
        }

        /// A parameter that does not exist.
        UnknownParameter { name: String, write: String } => Warning "permissions-unknown-parameter", "RFC 9651 section 3.1.2, parameters" {
            summary: "`{name}` after a semicolon is a parameter that browsers ignore";
            help: "{write}";
        }

        /// report-to twice.
        DuplicateParameter => Error "permissions-duplicate-parameter", "RFC 9651 section 4.2.3.2, parsing parameters" {
            summary: "`report-to` appears a second time: a browser uses this one and ignores the first";
            help: "write it once: a feature reports to one endpoint";
        }

        /// unchecked around something known.
        NeedlessUnchecked { name: &'static str } => Warning "permissions-needless-unchecked", "Permissions Policy section 4.1, policy-controlled features" {
            summary: "`{name}` is known, and unchecked keeps it from being checked";
            help: "write {name}";
            instead: "{name}";
        }

        /// Something that no feature or item can be.
        NotAKey { name: String } => Error "permissions-not-a-key", "RFC 9651 section 3.1.2, key" {
            summary: "`{name}` cannot be the name of a feature, known or not: a browser drops the whole header";
            help: "begin with a lower-case letter, and go on with lower-case letters, digits and - _ . *";
        }
    }
}
