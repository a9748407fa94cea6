//! The problems of a Strict-Transport-Security: all wording, and nothing else.

problems! {
    /// What can be wrong with a Strict-Transport-Security.
    pub enum Problem {
        /// There is no max-age.
        MissingMaxAge { write: String } => Error "hsts-missing-max-age", "RFC 6797 section 6.1.1, max-age" {
            summary: "there is no max-age: a browser ignores the whole header";
            help: format!("write {write}, which is one year in seconds");
        }

        /// max-age is no number of seconds.
        InvalidMaxAge { value: String } => Error "hsts-invalid-max-age", "RFC 6797 section 6.1.1, max-age" {
            summary: match value.as_str() {
                "" => "max-age has no value: a browser ignores the whole header".to_owned(),
                value => format!("`{value}` is not a number of seconds: a browser ignores the whole header"),
            };
            help: "write digits alone, such as 31536000 for one year";
        }

        /// max-age is beyond all reason.
        HugeMaxAge { value: String } => Error "hsts-huge-max-age", "RFC 6797 section 6.1.1, max-age" {
            summary: format!("`{value}` seconds are more than 100 years: max-age counts seconds, not milliseconds, and browsers cut it down");
            help: "write 31536000 for one year or 63072000 for two";
        }

        /// max-age is nothing.
        ZeroMaxAge => Warning "hsts-zero-max-age", "RFC 6797 section 6.1.1, max-age" {
            summary: "a max-age of 0 makes browsers forget the host: they use http again";
            help: "write 31536000, which is one year in seconds, unless you mean to end it";
        }

        /// A directive that stands twice.
        DuplicateDirective { name: &'static str } => Error "hsts-duplicate-directive", "RFC 6797 section 6.1, requirement 2" {
            summary: format!("`{name}` stands here a second time: browsers ignore the whole header or one of the two");
            help: "write it once";
        }

        /// No directive has this name.
        UnknownDirective { name: String, write: String } => Error "hsts-unknown-directive", "RFC 6797 section 6.1, requirement 5" {
            summary: format!("`{name}` is not a directive of Strict-Transport-Security: a browser ignores it");
            help: write.clone();
        }

        /// A name and a value without `=`.
        MissingEquals { write: String } => Error "hsts-missing-equals", "RFC 6797 section 6.1, directive" {
            summary: "there is no `=` between the directive and its value: a browser ignores the whole header";
            help: format!("write {write}");
            instead: write.clone();
        }

        /// A comma where a semicolon must stand.
        Comma => Error "hsts-comma", "RFC 6797 section 6.1, directive" {
            summary: "a comma ends the header's value: what stands behind it is lost, or the whole header is";
            help: "write a semicolon between two directives";
        }

        /// A value where none is taken.
        UnexpectedValue { name: &'static str, write: String } => Error "hsts-unexpected-value", "RFC 6797 section 6.1.2, includeSubDomains" {
            summary: format!("`{name}` takes no value: a browser ignores the whole header");
            help: format!("write {write}");
        }

        /// A word where an option is true or false.
        NotABoolean { name: &'static str, word: String } => Error "hsts-not-a-boolean", "RFC 6797 section 6.1.2, includeSubDomains" {
            summary: format!("`{word}` says neither yes nor no to `{name}`");
            help: format!("write {name}: true, or {name}: false");
        }

        /// preload without what it demands.
        PreloadConditions { lacks: String, write: String } => Error "hsts-preload-conditions", "hstspreload.org, submission requirements" {
            summary: format!("preload demands {lacks}: without that no browser takes the host into its list");
            help: format!("write {write}, or leave preload out");
        }
    }
}
