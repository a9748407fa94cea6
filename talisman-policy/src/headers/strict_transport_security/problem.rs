//! The problems of a Strict-Transport-Security: all wording, and nothing else.

problems! {
    /// What can be wrong with a Strict-Transport-Security.
    pub enum Problem {
        /// There is no max-age.
        MissingMaxAge { write: String } => Error "hsts-missing-max-age", "RFC 6797 section 6.1.1, max-age" {
            summary: "there is no max-age: a browser ignores the whole header";
            help: "write {write}, which is one year in seconds";
        }

        /// max-age is not a number of seconds.
        InvalidMaxAge { value: String, seconds: Option<u64>, is_one_word: bool } => Error "hsts-invalid-max-age", "RFC 6797 section 6.1.1, max-age" {
            summary: "{}", match value.as_str() {
                "" => "max-age has no value: a browser ignores the whole header".to_owned(),
                value => format!("`{value}` is not a number of seconds: a browser ignores the whole header"),
            };
            help: "{}", match seconds {
                Some(seconds) => format!("write {seconds}: max-age counts seconds, and takes no unit"),
                None => "write only digits, such as 31536000 for one year".to_owned(),
            };
            instead?: seconds.filter(|_| *is_one_word).map(|seconds| seconds.to_string());
        }

        /// max-age is beyond all reason.
        HugeMaxAge { value: String } => Error "hsts-huge-max-age", "RFC 6797 section 6.1.1, max-age" {
            summary: "`{value}` seconds are more than 100 years: max-age counts seconds, not milliseconds, and browsers cut it down";
            help: "write 31536000 for one year or 63072000 for two";
        }

        /// max-age is nothing.
        ZeroMaxAge => Warning "hsts-zero-max-age", "RFC 6797 section 6.1.1, max-age" {
            summary: "a max-age of 0 makes browsers forget the host: they use http again";
            help: "write 31536000, which is one year in seconds, unless you mean to end it";
        }

        /// A directive that appears twice.
        DuplicateDirective { name: &'static str } => Error "hsts-duplicate-directive", "RFC 6797 section 6.1, requirement 2" {
            summary: "`{name}` appears a second time: browsers ignore the whole header or one of the two";
            help: "write it once";
        }

        /// No directive has this name.
        UnknownDirective { name: String, near: Option<&'static str>, known: String } => Error "hsts-unknown-directive", "RFC 6797 section 6.1, requirement 5" {
            summary: "`{name}` is not a directive of Strict-Transport-Security: a browser ignores it";
            help: "{}", match near {
                Some(near) => format!("write `{near}`"),
                None => format!("write one of {known}"),
            };
            instead?: *near;
        }

        /// A name and a value without `=`.
        MissingEquals { write: String } => Error "hsts-missing-equals", "RFC 6797 section 6.1, directive" {
            summary: "there is no `=` between the directive and its value: a browser ignores the whole header";
            help: "write {write}";
            instead: "{write}";
        }

        /// A comma where a semicolon must stand.
        Comma { write: Option<String> } => Error "hsts-comma", "RFC 6797 section 6.1, directive" {
            summary: "a comma ends the header's value: what is after it is lost, or the whole header is";
            help: "{}", match write {
                Some(write) => format!("write {write}"),
                None => "write a semicolon between two directives".to_owned(),
            };
            instead?: write.clone();
        }

        /// White space where a semicolon must stand.
        MissingSemicolon { write: String } => Error "hsts-missing-semicolon", "RFC 6797 section 6.1, directive" {
            summary: "there is no semicolon between two directives: a browser ignores the whole header";
            help: "write {write}";
            instead: "{write}";
        }

        /// A value where none is taken.
        UnexpectedValue { name: &'static str, leave_out: bool, instead: Option<&'static str> } => Error "hsts-unexpected-value", "RFC 6797 section 6.1.2, includeSubDomains" {
            summary: "`{name}` takes no value: a browser ignores the whole header";
            help: "{}", if *leave_out {
                format!("leave {name} out: its presence means yes")
            } else {
                format!("write {name} alone")
            };
            instead?: *instead;
        }

        /// A word where an option is true or false.
        NotABoolean { name: &'static str, word: String } => Error "hsts-not-a-boolean", "RFC 6797 section 6.1.2, includeSubDomains" {
            summary: "`{word}` does not decide `{name}`";
            help: "write {name}: true, or {name}: false";
        }

        /// preload without what it demands.
        PreloadConditions { lacks: String, write: String } => Error "hsts-preload-conditions", "hstspreload.org, submission requirements" {
            summary: "preload demands {lacks}: without that no browser takes the host into its list";
            help: "write {write}, or leave preload out";
        }

        /// preload, with all that it demands.
        Preload => Advice "hsts-preload", "hstspreload.org, removal" {
            summary: "preload lets browsers be built with this host in them: to take it and every host below it out again takes months";
            help: "leave preload out unless you will never need http on any of these hosts: hstspreload.org does not recommend it any more";
        }

        /// max-age ends before the next visit.
        ShortMaxAge { seconds: u64 } => Weakness "hsts-short-max-age", "RFC 6797 section 11.2, policy expiration" {
            summary: "{seconds} seconds is {}: a browser that does not return in that time uses http again, and an attacker on the network path can keep it there", match seconds / 86_400 {
                0 => "under one day".to_owned(),
                1 => "one day".to_owned(),
                days => format!("{days} days"),
            };
            help: "write 31536000, which is one year in seconds, once everything works over https";
        }

        /// max-age is longer than it needs to be.
        LongMaxAge { seconds: u64 } => Advice "hsts-long-max-age", "hstspreload.org, submission requirements" {
            summary: "{seconds} seconds are more than 10 years: browsers cut it down, and hstspreload.org complains";
            help: "write 63072000, which is two years in seconds";
        }

        /// The hosts below are left out.
        WithoutSubdomains { name: &'static str } => Advice "hsts-without-subdomains", "RFC 6797 section 14.4, need for includeSubDomains" {
            summary: "the hosts below this one are left out: an attacker on the network path can answer for one of them over http, and set cookies for this host";
            help: "add {name} once every host below works over https";
        }
    }
}
