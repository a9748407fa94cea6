//! The problems of a policy's options: all wording, and nothing else.

problems! {
    /// What can be wrong with the options of a policy.
    pub enum Problem {
        /// No option has this name.
        UnknownOption { name: String, write: String } => Error "policy-unknown-option", "talisman_policy!, options" {
            summary: "`{name}` is not an option";
            help: "{write}";
        }

        /// An option that appears twice.
        DuplicateOption { name: String } => Error "policy-duplicate-option", "talisman_policy!, options" {
            summary: "`{name}` appears a second time";
            help: "remove one of the two";
        }

        /// A value that the option does not take.
        WrongValue { option: &'static str, found: String, expected: String } => Error "policy-wrong-value", "talisman_policy!, options" {
            summary: "`{found}` is not a value of `{option}`";
            help: "write {expected}";
        }

        /// A word of another language that says that there is no value.
        NoValue { option: &'static str, found: String, expected: &'static str } => Error "policy-no-value", "talisman_policy!, options" {
            summary: "`{found}` is not a value of `{option}`";
            help: "write off, which leaves the header out; or {expected}";
            instead: "off";
        }

        /// An option without a value.
        MissingValue { option: String, expected: String } => Error "policy-missing-value", "talisman_policy!, options" {
            summary: "`{option}` has no value";
            help: "write {expected}";
        }

        /// Tokens that are not an option.
        UnexpectedToken { found: String } => Error "policy-unexpected-token", "talisman_policy!, options" {
            summary: "`{found}` does not belong here";
            help: "write `option: value,` for each option";
        }

        /// An option that adds to directives which are a constant's.
        ConstantPolicy { option: &'static str, constant: String } => Error "policy-constant-csp", "talisman_policy!, content_security_policy" {
            summary: "`{option}` adds to the directives of the policy, and `{constant}` is a constant, which is sent as it is";
            help: "write what it adds into `{constant}`, or the directives here in braces";
        }

        /// A nonce for a directive that the policy does not have.
        NonceInAbsentDirective { name: String } => Error "policy-nonce-in-absent-directive", "CSP3 section 2.3.1, nonce-source" {
            summary: "the policy has no `{name}`: the page would carry a nonce that no browser knows";
            help: "write `{name}` with its sources into content_security_policy, where `nonce` can also be written";
        }

        /// A word that resembles the name of a list.
        UnknownSourceList { name: String, write: String } => Error "policy-unknown-source-list", "talisman_policy!, source_lists" {
            summary: "`{name}` is no keyword, and no list of that name is in source_lists";
            help: "{write}";
        }

        /// The name of a list, written as a host is.
        SourceListQuotes { name: String, write: String } => Error "policy-source-list-quotes", "talisman_policy!, source_lists" {
            summary: "written like this, `{name}` is a host of that name and not the list of source_lists";
            help: "write {write}";
            instead: "{write}";
        }

        /// A list under a name that it cannot have.
        SourceListName { name: String } => Error "policy-source-list-name", "talisman_policy!, source_lists" {
            summary: "`{name}` cannot be the name of a list: it is not a plain word, or means something in a policy already";
            help: "write a name of letters, digits and hyphens that is no keyword and no directive, such as safe-src";
        }

        /// A list that does nothing.
        UnusedSourceList { name: String } => Error "policy-unused-source-list", "talisman_policy!, source_lists" {
            summary: "no directive names the list `{name}`: its sources are allowed nowhere";
            help: "write `{name}` among the sources of a directive, or remove the list";
        }

        /// An option that changes nothing without another one.
        NeedlessOption { option: &'static str, needs: &'static str } => Error "policy-needless-option", "talisman_policy!, options" {
            summary: "`{option}` does nothing without {needs}";
            help: "add {needs}, or remove `{option}`";
        }

        /// A host that a redirect cannot lead to.
        RedirectHost { host: String, what: &'static str, help: String, instead: Option<String> } => Error "policy-redirect-host", "RFC 3986 section 3.2, authority" {
            summary: "`{host}` is not a host that a redirect can lead to: {what}";
            help: "{help}";
            instead?: instead.as_deref();
        }

        /// A path that no request has.
        ExemptPath { path: String } => Error "policy-exempt-path", "RFC 3986 section 3.3, path" {
            summary: "`{path}` is not the path of a request";
            help: "write a path from its first slash on; one that ends in a slash stands for everything below it";
        }

        /// An exempt path above all others.
        ExemptsEverything => Warning "policy-exempts-everything", "talisman_policy!, force_https_exempt" {
            summary: "every path is below `/`: all of them are exempt, and no request is redirected to https";
            help: "write the paths that http must serve, such as \"/.well-known/acme-challenge/\", or force_https: off";
        }

        /// A name that no cookie can have.
        CookieName { name: String } => Error "policy-cookie-name", "RFC 6265bis section 4.1.1, cookie-name" {
            summary: "`{name}` is not a cookie's name: no Set-Cookie could match it";
            help: "write the name as the handler does, such as \"session\"";
        }

        /// SameSite=None on a cookie that also goes over http.
        SameSiteNone => Error "policy-samesite-none", "RFC 6265bis section 5.7, storage model" {
            summary: "a browser refuses a cookie with SameSite=None that has no Secure";
            help: "write session_cookie_secure: true, or Lax";
        }

        /// A prefix whose conditions do not hold.
        CookiePrefix { prefix: &'static str } => Error "policy-cookie-prefix", "RFC 6265bis section 4.1.3, cookie name prefixes" {
            summary: "a browser refuses a cookie whose name begins with {prefix} and that has no Secure";
            help: "write session_cookie_secure: true, or another name";
        }

        /// A base that only the type around the constant knows.
        GenericBase { found: String } => Error "policy-generic-base", "talisman_policy!, derived policies" {
            summary: "`{found}` depends on the type around this constant, and it is read in an item of its own that does not know that type";
            help: "name it by its own type, such as Site::BASE, or make it a constant outside of the impl";
        }

        /// Partitioned on a cookie that also goes over http.
        PartitionedNotSecure => Error "policy-partitioned-not-secure", "Cookies Having Independent Partitioned State section 2.1, Partitioned" {
            summary: "a browser refuses a cookie with Partitioned that has no Secure";
            help: "write session_cookie_secure: true, or leave session_cookie_partitioned out";
        }

        /// Partitioned on a cookie that no frame of another site gets.
        PartitionedSameSite => Warning "policy-partitioned-same-site", "Cookies Having Independent Partitioned State section 2.1, Partitioned" {
            summary: "a partitioned cookie is for pages in frames of other sites, and browsers send such a frame only cookies with SameSite=None";
            help: "write session_cookie_samesite: None, or leave session_cookie_partitioned out";
        }

        /// Another prefix whose conditions do not hold.
        CookiePrefixHttpOnly { prefix: &'static str } => Error "policy-cookie-prefix-http-only", "RFC 6265bis section 4.1.3, cookie name prefixes" {
            summary: "a browser refuses a cookie whose name begins with {prefix} and that has no HttpOnly";
            help: "write session_cookie_http_only: true, or another name";
        }

        /// What a `<meta>` has no place for.
        NotInMeta { found: String, why: &'static str, help: String } => Error "policy-not-in-meta", "HTML section 4.2.5.3, Content security policy state" {
            summary: "a `<meta>` cannot carry `{found}`: {why}";
            help: "{help}";
        }

        /// A `<meta>` without a policy.
        NothingInMeta => Error "policy-nothing-in-meta", "HTML section 4.2.5.3, Content security policy state" {
            summary: "delivery: meta is for a Content-Security-Policy, and this policy has none";
            help: "give content_security_policy its directives, or leave `delivery` out";
        }

        /// A base in a `<meta>`.
        DeliveryOfBase => Error "policy-delivery-of-base", "talisman_policy!, derived policies" {
            summary: "`delivery` says how a whole policy reaches the browser, and the rest of this one is in its base";
            help: "write delivery in the base; or write the policy of the `<meta>` without a base";
        }

        /// A change where there is no base.
        NoBase { found: String, write: &'static str } => Error "policy-no-base", "talisman_policy!, derived policies" {
            summary: "`{found}` changes the directives of a base, and none is named here";
            help: "{write}";
        }
    }
}
