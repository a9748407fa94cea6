//! The problems of a Content Security Policy: all wording, and nothing else. One table, so one file, however long.

use crate::ground::names::KnownTo;

problems! {
    /// What can be wrong with a Content Security Policy.
    pub enum Problem {
        /// There is no directive.
        EmptyPolicy => Error "csp-empty-policy", "CSP3 section 2.2, serialized-policy" {
            summary: "the policy is empty: a browser ignores it and restricts nothing";
            help: "write at least one directive, such as default-src, or leave the policy out";
        }

        /// The field name is in the value.
        FieldName { name: String } => Error "csp-field-name", "CSP3 section 2.2, serialized-policy" {
            summary: "`{name}` is the name of the header field: a browser would take it for a directive that it does not know";
            help: "leave `{name}` out and begin with the first directive";
            instead: "";
        }

        /// No directive has this name.
        UnknownDirective { name: String, write: String, near: bool } => Error "csp-unknown-directive", "CSP3 section 6, directives" {
            summary: "`{name}` is not a directive: a browser ignores it and restricts nothing by it";
            help: "{}", if *near { format!("write `{write}`") } else { write.clone() };
            instead?: near.then_some(write.as_str());
        }

        /// A colon after a directive's name.
        DirectiveColon { name: String, write: String } => Error "csp-directive-colon", "CSP3 section 2.3, serialized-directive" {
            summary: "the `{}` makes `{name}` an unknown directive: a browser ignores it and restricts nothing by it", if name.ends_with('=') { '=' } else { ':' };
            help: "write `{write}` without it";
            instead: "{write}";
        }

        /// A directive that browsers ignore.
        RemovedDirective { name: String, since: &'static str, help: &'static str } => Error "csp-removed-directive", "CSP3 section 6, directives" {
            summary: "`{name}` was removed {since}: Chromium and Firefox ignore it and restrict nothing by it";
            help: "{help}";
        }

        /// A directive of one vendor.
        VendorDirective { name: String, vendor: &'static str, instead: Option<&'static str> } => Warning "csp-vendor-directive", "no specification: Chromium and Cobalt" {
            summary: "`{name}` is known only to {vendor}: every other browser ignores it";
            help: "{}", match instead {
                Some(instead) => format!("{vendor} reads `{instead}` now; other browsers have nothing like it"),
                None => format!("do not rely on it outside {vendor}"),
            };
        }

        /// A directive that not every browser knows yet.
        ExperimentalDirective { name: String, known_to: KnownTo } => Warning "csp-experimental-directive", "CSP3 section 6, directives" {
            summary: "`{name}` is known to {known_to}: {}", known_to.elsewhere();
            help: "do not rely on it alone";
        }

        /// A directive that is no longer needed.
        ObsoleteDirective { name: String, instead: &'static str } => Warning "csp-obsolete-directive", "Mixed Content section 6, obsolescences" {
            summary: "`{name}` is obsolete: browsers do by themselves what it asks for";
            help: "remove it, or write `{instead}`";
        }

        /// A directive that appears twice.
        DuplicateDirective { name: String } => Error "csp-duplicate-directive", "CSP3 section 2.2.1, parse a serialized CSP" {
            summary: "`{name}` appears a second time: a browser uses the first and ignores this one";
            help: "put all of its value after the first `{name}`";
        }

        /// A directive's name among sources.
        MissingSemicolon { name: String, after: String } => Error "csp-missing-semicolon", "CSP3 section 2.2, serialized-policy" {
            summary: "`{name}` is a directive, and is in the value of `{after}`: a browser takes it for a source there, and the directive is not set";
            help: "write a semicolon before `{name}`";
            instead: "; {name}";
        }

        /// The scheme of a URL whose rest Rust took for a comment.
        UnquotedUrl { scheme: String } => Error "csp-unquoted-url", "CSP3 section 2.3.1, scheme-source" {
            summary: "`{scheme}` may be what is left of a URL: without double quotes its `//` begins a comment in Rust, and `{scheme}` alone allows every host";
            help: "write the URL in double quotes, such as \"{scheme}//cdn.example.com\"; or, if every host is intended, \"{scheme}\"";
        }

        /// Something where nothing may stand.
        UnexpectedValue { directive: String } => Error "csp-unexpected-value", "Upgrade Insecure Requests section 3.1, upgrade-insecure-requests" {
            summary: "`{directive}` takes no value: a browser ignores this";
            help: "write only `{directive}`";
            instead: "";
        }

        /// Nothing where something must stand.
        MissingValue { directive: String, meaning: &'static str, write: String } => Error "csp-missing-value", "CSP3 section 2.3, serialized-directive" {
            summary: "`{directive}` has no value: {meaning}";
            help: "{write}";
        }

        /// More than one value.
        OneValue { directive: String } => Error "csp-one-value", "CSP3 section 6.5.2, report-to" {
            summary: "`{directive}` takes one value: a browser uses the first and ignores this one";
            help: "leave it out";
            instead: "";
        }

        /// A keyword without its quotes.
        UnquotedKeyword { word: String, reads_as: &'static str, write: String, literal: bool } => Error "csp-unquoted-keyword", "CSP3 section 2.3.1, keyword-source" {
            summary: "`{word}` {} is {reads_as}", if *literal { "in double quotes" } else { "without single quotes" };
            help: "write {write}{}", if *literal { " without double quotes" } else { "" };
            instead: "{write}";
        }

        /// A keyword with quotes that are none.
        MisquotedKeyword { word: String, write: String } => Error "csp-misquoted-keyword", "CSP3 section 2.3.1, keyword-source" {
            summary: "`{word}` has the wrong quotes: a browser ignores it";
            help: "write {write}";
            instead: "{write}";
        }

        /// Quotes around something that takes none.
        QuotedSource { word: String, write: String } => Error "csp-quoted-source", "CSP3 section 2.3.1, source-expression" {
            summary: "`{word}` is in quotes, and only keywords, nonces and hashes may be: a browser ignores it";
            help: "write {write}";
            instead: "{write}";
        }

        /// Quotes around nothing known.
        UnknownKeyword { word: String, write: String, near: bool } => Error "csp-unknown-keyword", "CSP3 section 2.3.1, keyword-source" {
            summary: "`{word}` is not a keyword: a browser ignores it";
            help: "{}", if *near { format!("write {write}") } else { write.clone() };
            instead?: near.then_some(write.as_str());
        }

        /// A bare word that is nothing.
        UnknownWord { word: String, write: String } => Error "csp-unknown-word", "CSP3 section 2.3.1, source-expression" {
            summary: "`{word}` is not a keyword, and only keywords, schemes and * are without double quotes";
            help: "{write}";
        }

        /// A keyword that browsers ignore.
        RemovedKeyword { word: String, write: Option<String>, nothing: String } => Error "csp-removed-keyword", "CSP3 section 2.3.1, keyword-source" {
            summary: "`{word}` is no longer a keyword: a browser ignores it";
            help: "{}", match write {
                Some(write) => format!("write {write}"),
                None if nothing.is_empty() => "remove it".to_owned(),
                None => format!("write {nothing}, which says the same"),
            };
            instead: "{}", write.as_ref().unwrap_or(nothing);
        }

        /// A keyword or hash that not every browser knows yet.
        ExperimentalSource { word: String, known_to: KnownTo } => Warning "csp-experimental-source", "CSP3 section 2.3.1, source-expression" {
            summary: "`{word}` is known to {known_to}: {}", known_to.elsewhere();
            help: "do not rely on it alone";
        }

        /// A keyword where it means nothing.
        KeywordWithoutEffect { word: String, directive: String, write: String } => Warning "csp-keyword-without-effect", "CSP3 section 6.7.2, URL matching" {
            summary: "`{word}` means nothing in `{directive}`: a browser ignores it there";
            help: "{}", if write.is_empty() { "remove it".to_owned() } else { format!("write {write}, which says the same") };
            instead: "{write}";
        }

        /// 'none' beside something.
        NoneWithOthers { directive: String } => Error "csp-none-with-others", "CSP3 section 6.7.2.7, does url match source list" {
            summary: "`none` is not alone in `{directive}`: a browser ignores it and allows the others";
            help: "remove it, or the others";
            instead: "";
        }

        /// A nonce where it means nothing.
        NonceNotAllowed { directive: String, write: String } => Error "csp-nonce-not-allowed", "CSP3 section 6.7.2.3, does nonce match source list" {
            summary: "a nonce means nothing in `{directive}`: a browser compares nonces for scripts and styles only";
            help: "{}, and put a nonce into script-src or style-src", if write.is_empty() { "remove it".to_owned() } else { format!("write {write}") };
            instead: "{write}";
        }

        /// A nonce that every response would share.
        StaticNonce { write: String } => Warning "csp-static-nonce", "CSP3 section 7.1, nonce reuse" {
            summary: "this nonce is the same in every response: whoever reads it once can give it to a script or style of their own";
            help: "write {write}, and each response gets its own";
            instead: "{write}";
        }

        /// A nonce-source whose value is not one.
        NonceValue { word: String, write: String } => Error "csp-nonce-value", "CSP3 section 2.3.1, nonce-source" {
            summary: "`{word}` is not a nonce, which has letters, digits, + / - _ and at most two = at the end: a browser ignores it";
            help: "write {write}, and each response gets its own";
            instead: "{write}";
        }

        /// A hash where it means nothing.
        HashNotAllowed { directive: String, write: String } => Error "csp-hash-not-allowed", "CSP3 section 6.7.3.3, does element match source list" {
            summary: "a hash means nothing in `{directive}`: a browser hashes scripts and styles only";
            help: "{}, and put a hash into script-src or style-src", if write.is_empty() { "remove it".to_owned() } else { format!("write {write}") };
            instead: "{write}";
        }

        /// A digest of the wrong length.
        HashLength { algorithm: &'static str, expected: usize, found: usize } => Error "csp-hash-length", "CSP3 section 2.3.1, hash-source" {
            summary: "a {algorithm} digest is {expected} characters of base64, and this is {found}: it can never match";
            help: "compute it again: openssl dgst -{algorithm} -binary FILE | openssl base64 -A";
        }

        /// A digest without its padding.
        HashPadding { write: String, padded: String } => Error "csp-hash-padding", "CSP3 section 6.7.3.3, does element match source list" {
            summary: "the digest lacks its padding, = at the end: Firefox never matches it";
            help: "write {write}";
            instead: "{padded}";
        }

        /// Something else than a hyphen before the digest.
        HashSeparator { separator: char, write: String } => Error "csp-hash-separator", "CSP3 section 2.3.1, hash-source" {
            summary: "a hyphen belongs between the algorithm and the digest, and not `{separator}`: a browser ignores the hash";
            help: "write {write}";
            instead: "{write}";
        }

        /// A digest that is not base64.
        HashAlphabet { character: char } => Error "csp-hash-alphabet", "CSP3 section 2.3.1, base64-value" {
            summary: "`{character}` is not a character of base64: a browser ignores the whole hash";
            help: "copy the digest again: it has letters, digits, + and /, and = at the end";
        }

        /// A hash that browsers do not compute.
        HashAlgorithm { algorithm: String, write: Option<String> } => Error "csp-hash-algorithm", "CSP3 section 2.3.1, hash-algorithm" {
            summary: "{}", match algorithm.to_ascii_lowercase().as_str() {
                "sha-256" | "sha-384" | "sha-512" | "ed25519" => format!("`{algorithm}` is not a hash-algorithm, though Chromium takes it for one: Firefox ignores the whole hash"),
                _ => format!("`{algorithm}` is not a hash-algorithm: a browser ignores the whole hash"),
            };
            help: "{}", match write {
                Some(write) => format!("write {write}"),
                None => "use sha256, sha384 or sha512, without a hyphen inside".to_owned(),
            };
            instead?: write.as_deref();
        }

        /// A scheme without its colon.
        SchemeWithoutColon { word: String, write: String } => Error "csp-scheme-without-colon", "CSP3 section 2.3.1, scheme-source" {
            summary: "`{word}` without a colon is a host of that name, not the scheme";
            help: "write {write}";
            instead: "{write}";
        }

        /// A scheme with a port after its colon.
        SchemeWithPort { word: String, scheme: String, write: String } => Error "csp-scheme-with-port", "CSP3 section 2.3.1, scheme-source" {
            summary: "`{word}` is a host named `{scheme}` with a port, not the scheme";
            help: "write {write}";
            instead: "{write}";
        }

        /// A scheme with something else after its colon.
        SchemeWithRest { word: String, scheme: String, help: String, instead: Option<String> } => Error "csp-scheme-with-rest", "CSP3 section 2.3.1, scheme-source" {
            summary: "`{word}` matches nothing: a policy can name the scheme `{scheme}:` as a whole, and nothing after its colon";
            help: "{help}";
            instead?: instead.as_deref();
        }

        /// A URL without the slashes before its host.
        SchemeWithoutSlashes { word: String, write: String } => Error "csp-scheme-without-slashes", "CSP3 section 2.3.1, host-source" {
            summary: "`{word}` does not have two slashes between scheme and host: a browser ignores it";
            help: "write {write}";
            instead: "{write}";
        }

        /// A scheme that looks like a host.
        SchemeLikeHost { word: String, write: String } => Warning "csp-scheme-like-host", "CSP3 section 2.3.1, scheme-source" {
            summary: "`{word}:` is a scheme of that name, and not the host";
            help: "write {write}, if the host is intended";
        }

        /// A scheme with slashes and no host.
        SchemeWithSlashes { word: String, write: String } => Error "csp-scheme-with-slashes", "CSP3 section 2.3.1, scheme-source" {
            summary: "`{word}` has no host after its slashes: a browser ignores it";
            help: "write {write} for every host of the scheme";
            instead: "{write}";
        }

        /// A slip in http, https or wss.
        MisspeltScheme { word: String, near: &'static str } => Error "csp-misspelt-scheme", "CSP3 section 2.3.1, scheme-source" {
            summary: "`{word}` is not a scheme that browsers load from: the source matches nothing";
            help: "write {near}";
            instead: "{near}";
        }

        /// A scheme that is a letter away from a known one.
        UnusualScheme { word: String, near: &'static str } => Warning "csp-unusual-scheme", "CSP3 section 2.3.1, scheme-source" {
            summary: "`{word}` is not a scheme that browsers load from: the source matches nothing";
            help: "write `{near}` if that is intended";
        }

        /// A scheme with characters that a scheme cannot have.
        InvalidScheme { word: String } => Error "csp-invalid-scheme", "CSP3 section 2.3.1, scheme-part" {
            summary: "`{word}` is not a scheme: a browser ignores the source";
            help: "write a letter, then only letters, digits, + - and .";
        }

        /// A host that is not one.
        InvalidHost { what: &'static str, effect: &'static str, write: String } => Error "csp-invalid-host", "CSP3 section 2.3.1, host-part" {
            summary: "{what}: {effect}";
            help: "{write}";
        }

        /// A wildcard elsewhere than in front.
        Wildcard { help: String } => Error "csp-wildcard", "CSP3 section 2.3.1, host-part" {
            summary: "a wildcard stands for whole labels at the front of a host, as in *.example.com: a browser ignores the source";
            help: "{help}";
        }

        /// A range of addresses.
        AddressRange { word: String, write: String } => Error "csp-address-range", "CSP3 section 2.3.1, host-part" {
            summary: "`{word}` is not a range of addresses: a browser compares a host and a path, and no network or mask";
            help: "write each host, or a domain such as {write}";
        }

        /// A host in brackets.
        Ipv6 => Error "csp-ipv6", "CSP3 section 2.3.1, host-part" {
            summary: "an IPv6 address cannot be in a policy: a browser ignores the source";
            help: "write a host name that resolves to it";
        }

        /// A user before a host.
        Userinfo { write: String } => Error "csp-userinfo", "CSP3 section 2.3.1, host-source" {
            summary: "a user name or password cannot be in a policy: a browser ignores the source";
            help: "write {write}";
            instead: "";
        }

        /// A URL without its scheme.
        SchemeRelative { write: String } => Error "csp-scheme-relative", "CSP3 section 2.3.1, host-source" {
            summary: "a source cannot begin with //: a browser ignores it";
            help: "write {write}";
            instead: "";
        }

        /// A port that is not one.
        InvalidPort { port: String } => Error "csp-invalid-port", "CSP3 section 2.3.1, port-part" {
            summary: "{}: the source can never match", if port.is_empty() { "there is no port after the colon".to_owned() } else { format!("`{port}` is not a port") };
            help: "write a number up to 65535, or * for every port{}", if port.is_empty() { ", or leave the colon out; of a scheme write nothing after its colon" } else { "" };
        }

        /// A path that is not one.
        InvalidPath { what: &'static str, write: &'static str } => Error "csp-invalid-path", "CSP3 section 2.3.1, path-part" {
            summary: "{what}: Firefox ignores the source, and Chromium takes it";
            help: "{write}";
        }

        /// A wildcard in a path.
        PathGlob { write: String } => Warning "csp-path-glob", "CSP3 section 6.7.2.12, path-part matching" {
            summary: "a path has no wildcards: this `*` matches a URL that has a literal star there, and no other";
            help: "write {write}, which matches everything below it, or %2A for a star of the URL";
            instead: "{write}";
        }

        /// A quote at the end of a path.
        PathQuote { write: String } => Warning "csp-path-quote", "CSP3 section 2.3.1, path-part" {
            summary: "a browser takes the quote for a part of the path: the source matches only a URL that has it too";
            help: "write {write}";
            instead: "{write}";
        }

        /// A path that may be a folder.
        PathWithoutSlash { source: String, write: String } => Advice "csp-path-without-slash", "CSP3 section 6.7.2.12, path-part matching" {
            summary: "`{source}` matches this one URL, and nothing below it";
            help: "write {write}, if what lies below it is intended";
        }

        /// A query or fragment.
        QueryOrFragment { what: &'static str, write: String } => Error "csp-query-or-fragment", "CSP3 section 2.3.1, host-source" {
            summary: "a source has no {what}: browsers drop it or the whole source";
            help: "write {write}";
            instead: "";
        }

        /// A path after a bare wildcard.
        WildcardPath => Warning "csp-wildcard-path", "CSP3 section 2.3.1, host-source" {
            summary: "Firefox ignores a source that has a path after a bare *";
            help: "name the hosts, or leave the path out";
        }

        /// A path where only origins are compared.
        AncestorPath { write: String } => Error "csp-ancestor-path", "CSP3 section 6.4.2, frame-ancestors" {
            summary: "`frame-ancestors` compares origins: a source with a path never matches in Chromium, and Firefox ignores the path";
            help: "write {write}";
            instead: "{write}";
        }

        /// Something that the ancestor list does not take.
        NotAnAncestor { word: String, write: String } => Error "csp-not-an-ancestor", "CSP3 section 6.4.2, ancestor-source" {
            summary: "`{word}` cannot be in `frame-ancestors`: a browser ignores it";
            help: "write {write}, a scheme such as https:, or a host";
        }

        /// White space inside one source.
        Whitespace => Error "csp-whitespace", "CSP3 section 2.3.1, serialized-source-list" {
            summary: "one source expression goes here, and this has white space in it: a browser would read several";
            help: "write each source expression by itself";
        }

        /// A semicolon inside one source.
        Semicolon { in_path: bool } => Error "csp-semicolon", "CSP3 section 2.3, directive-value" {
            summary: "a semicolon ends the directive: what follows would be another one";
            help: "{}leave it out, and write what follows as a directive of its own", if *in_path { "write %3B if it belongs to the path; otherwise " } else { "" };
        }

        /// A comma.
        Comma => Error "csp-comma", "CSP3 section 2.2, serialized-policy-list" {
            summary: "a comma ends the policy: a browser would read a second policy after it";
            help: "leave the comma out, or write %2C if it belongs to a path";
        }

        /// A control character.
        ControlCharacter { code: u32 } => Error "csp-control-character", "CSP3 section 2.3, directive-value" {
            summary: "the character U+{code:04X} cannot be printed: a browser drops the whole directive";
            help: "leave it out";
        }

        /// A character that is not ASCII.
        NonAscii { character: char, advice: &'static str } => Error "csp-non-ascii", "CSP3 section 2.2.1, parse a serialized CSP" {
            summary: "`{character}` (U+{:04X}) is not ASCII: a browser drops the whole directive", u32::from(*character);
            help: "{advice}";
        }

        /// Nothing between the quotes of a literal.
        EmptyLiteral => Error "csp-empty-literal", "CSP3 section 2.3.1, source-expression" {
            summary: "the text is empty: there is no source in it";
            help: "write a source expression, or leave the empty text out";
        }

        /// A token that sandbox does not have.
        SandboxToken { word: String, write: String, near: bool } => Error "csp-sandbox-token", "HTML section 7.1.5, sandboxing" {
            summary: "`{word}` is not a sandbox token: a browser ignores it and keeps the restriction";
            help: "{}", if *near { format!("write {write}") } else { write.clone() };
            instead?: near.then_some(write.as_str());
        }

        /// A name that no Trusted Types policy can have.
        TrustedTypesName { word: String, keywords: String } => Error "csp-trusted-types-name", "Trusted Types section 4.2.2, trusted-types" {
            summary: "`{word}` cannot be the name of a Trusted Types policy: a browser ignores it";
            help: "write a name of only letters, digits and - # = _ / @ . %; or {keywords}";
        }

        /// A sink group that does not exist.
        SinkGroup { word: String, write: String } => Error "csp-sink-group", "Trusted Types section 4.2.1, require-trusted-types-for" {
            summary: "`{word}` is not a group of injection sinks, the places where text becomes code: a browser ignores it";
            help: "write {write}, the only one";
            instead: "{write}";
        }

        /// Something that webrtc does not take.
        WebrtcKeyword { word: String, write: String } => Error "csp-webrtc-keyword", "CSP3 section 6.2.1, webrtc" {
            summary: "`{word}` cannot be in `webrtc`: it would mean block";
            help: "{write}";
        }

        /// An endpoint name that is not a token.
        EndpointName { word: String } => Error "csp-endpoint-name", "CSP3 section 6.5.2, report-to" {
            summary: "`{word}` is not an endpoint name: no report is sent";
            help: "write the name that Reporting-Endpoints gives the endpoint, without quotes";
        }

        /// A URL that reports cannot go to.
        ReportUri { word: String, what: &'static str, write: String, instead: Option<String> } => Error "csp-report-uri", "CSP3 section 6.5.1, report-uri" {
            summary: "no report arrives at `{word}`: {what}";
            help: "write {write}";
            instead?: instead.as_deref();
        }

        /// A host without a scheme where a path may stand.
        ReportUriRelative { word: String, write: String } => Warning "csp-report-uri-relative", "CSP3 section 6.5.1, report-uri" {
            summary: "`{word}` has no scheme: a browser takes it for a path below the page's own address, and sends the reports there";
            help: "write {write}";
            instead: "{write}";
        }

        /// unchecked around something known.
        NeedlessUnchecked { word: String, write: String } => Warning "csp-needless-unchecked", "CSP3 section 2.3.1, source-expression" {
            summary: "`{word}` is known, and unchecked keeps it from being checked";
            help: "write {write}";
            instead: "{write}";
        }

        /// A text that is not the name of a directive.
        DirectiveName { name: String } => Error "csp-directive-name", "CSP3 section 2.3, directive-name" {
            summary: "`{name}` cannot be the name of a directive, known or not: a browser ignores it";
            help: "write only letters, digits and hyphens";
        }
    }
}
