//! The problems that words of a policy have with each other: all wording, and nothing else.

use crate::ground::names::Names;

problems! {
    /// What browsers ignore in a policy, what is void in it, and what can never match.
    pub enum Problem {
        /// Nothing that trust could start from.
        StrictDynamicAlone { keyword: String, nonce: String } => Error "csp-strict-dynamic-alone", "CSP3 section 8.2, usage of strict-dynamic" {
            summary: "`{keyword}` without a nonce or hash beside it blocks every script: it lets scripts that are trusted load others, and none is trusted";
            help: "write {nonce} beside it and give each script element the nonce of its response, or write hashes of scripts, or remove {keyword}";
        }

        /// Trust in every worker.
        StrictDynamicForWorkers { keyword: String, directive: String } => Error "csp-strict-dynamic-for-workers", "CSP3 section 6.2.2, worker-src" {
            summary: "`{keyword}` in `{directive}` lets every worker through: Chromium and Firefox then ignore where it comes from";
            help: "remove {keyword}, and name what workers may be loaded from";
        }

        /// A place beside 'strict-dynamic'.
        IgnoredBesideStrictDynamic { source: String, keyword: String, directive: String } => Warning "csp-ignored-beside-strict-dynamic", "CSP3 section 8.2, usage of strict-dynamic" {
            summary: "`{source}` is ignored beside `{keyword}` in `{directive}`: a browser asks for a nonce or hash then, and not for where a script comes from";
            help: "remove it, and give the nonce to the script elements that load from there";
            instead: "";
        }

        /// A place beside 'strict-dynamic', as older browsers need it.
        StrictDynamicFallback { source: String, keyword: String } => Advice "csp-strict-dynamic-fallback", "CSP3 section 8.5, strict CSP" {
            summary: "`{source}` beside `{keyword}` is only for browsers from before 2022: newer ones ignore it";
            help: "leave it out, if those browsers need not run the page's scripts";
            instead: "";
        }

        /// 'unsafe-inline' beside a nonce or hash, as older browsers need it.
        InlineFallback { keyword: String, by: String } => Advice "csp-inline-fallback", "CSP3 section 6.7.3.2, does a source list allow all inline behavior" {
            summary: "`{keyword}` beside {by} is only for browsers from before 2016: newer ones ignore it";
            help: "leave it out, if those browsers need not run the page's scripts";
            instead: "";
        }

        /// 'unsafe-inline' where something makes it void.
        VoidKeyword { keyword: String, directive: String, by: String, what: &'static str } => Warning "csp-void-keyword", "CSP3 section 6.7.3.2, does a source list allow all inline behavior" {
            summary: "`{keyword}` is void beside {by}: a browser ignores it in `{directive}`, and blocks each {what} that nothing else allows";
            help: "remove it; or, to allow every {what}, remove what makes it void";
            instead: "";
        }

        /// A hash that is compared with nothing.
        HashOfAttribute { directive: String, keyword: String, write: String } => Error "csp-hash-of-attribute", "CSP3 section 8.3, usage of unsafe-hashes" {
            summary: "a hash in `{directive}` never matches without `{keyword}` beside it: only then does a browser hash attributes";
            help: "write {write}";
            instead: "{write}";
        }

        /// 'unsafe-hashes' without a hash.
        UnsafeHashesAlone { keyword: String, directive: String } => Warning "csp-unsafe-hashes-alone", "CSP3 section 8.3, usage of unsafe-hashes" {
            summary: "`{keyword}` changes nothing in `{directive}`: no hash is beside it that it could let match";
            help: "write the hashes of the attributes beside it, or remove it";
        }

        /// A word that appears twice.
        Repeated { word: String, directive: String, times: usize } => Warning "csp-repeated-source", "CSP3 section 2.3.1, serialized-source-list" {
            summary: "`{word}` is in `{directive}` {}, and changes nothing", again(*times);
            help: "{}, or write what it was intended to be", if *times == 2 { "remove it" } else { "remove each but the first" };
            instead?: (*times == 2).then_some("");
        }

        /// A word of another language that is a host here.
        WordAsHost { word: String, why: &'static str, write: String } => Warning "csp-word-as-host", "CSP3 section 2.3.1, host-part" {
            summary: "`{word}` is the name of a host here: {why}";
            help: "{}", if write.is_empty() { "remove it".to_owned() } else { format!("write {write}") };
            instead: "{write}";
        }

        /// A path that no URL has.
        DotSegment { write: String } => Warning "csp-dot-segment", "URL section 4.4, path state" {
            summary: "browsers resolve `.` and `..` in the path of a URL: no URL matches a path that has them";
            help: "write {write}";
            instead: "{write}";
        }

        /// A source that another one covers.
        CoveredSource { source: String, by: String } => Advice "csp-covered-source", "CSP3 section 6.7.2.8, does url match expression" {
            summary: "`{source}` adds nothing to `{by}`, which is beside it: what it allows is allowed already";
            help: "remove it";
            instead: "";
        }

        /// A wildcard without the host that it is below.
        WildcardWithoutHost { source: String, host: String, write: String } => Advice "csp-wildcard-without-host", "CSP3 section 6.7.2.10, host-part matching" {
            summary: "`{source}` covers the hosts below {host}, and not {host} itself";
            help: "write {write} beside it, if that is intended too";
        }

        /// Every host beside some of them.
        CoversEverything { source: String, covered: String } => Warning "csp-covers-everything", "CSP3 section 6.7.2.8, does url match expression" {
            summary: "`{source}` allows every host: `{covered}`, which is beside it, limits nothing";
            help: "remove `{source}`, if the hosts beside it are all that is needed; otherwise remove the hosts";
        }

        /// A place where nothing is loaded.
        SourceOfAttribute { source: String, directive: String, what: &'static str, write: String } => Warning "csp-source-of-attribute", "CSP3 section 6.7.3.3, does element match source list" {
            summary: "`{source}` allows nothing in `{directive}`: {what} is in the page itself and is loaded from nowhere";
            help: "{}", if write.is_empty() { "remove it".to_owned() } else { format!("write {write}") };
            instead: "{write}";
        }

        /// A scheme that no request has.
        SchemeNeverMatches { source: String, directive: String, why: &'static str, help: &'static str } => Warning "csp-scheme-never-matches", "CSP3 section 6.7.2.9, scheme-part matching" {
            summary: "`{source}` matches nothing in `{directive}`: {why}";
            help: "{help}";
        }

        /// A port that browsers refuse.
        BlockedPort { source: String, port: u16 } => Warning "csp-blocked-port", "Fetch section 2.9, port blocking" {
            summary: "`{source}` allows nothing: browsers let no page connect to port {port}";
            help: "serve it from another port";
        }

        /// The port of http after https.
        PortOfHttp { source: String, scheme: String, write: String } => Warning "csp-port-of-http", "CSP3 section 6.7.2.11, port-part matching" {
            summary: "in Chromium `{source}` does not match {scheme} on its usual port, 443: 80 is the port of http";
            help: "write {write}";
            instead: "{write}";
        }

        /// An IPv4 address.
        Address { host: String } => Advice "csp-ip-source", "CSP3 section 6.7.2.10, host-part matching" {
            summary: "`{host}` is an IPv4 address: today's browsers match it, and the specification says that they should not";
            help: "write a host name";
        }

        /// Hosts whose sockets are not covered.
        WebSocketNotCovered { source: String, write: String } => Advice "csp-wss-not-covered", "CSP3 section 6.7.2.9, scheme-part matching" {
            summary: "`{source}` allows no WebSocket to its host in Chromium and Firefox, whatever the specification says";
            help: "write {write} beside it, if the page opens one";
        }

        /// A keyword, nonce or hash in a fallback that is not used for it.
        ShadowedSource { source: String, directive: String, by: Names } => Warning "csp-shadowed-source", "CSP3 section 6.8.3, get fetch directive fallback list" {
            summary: "`{source}` in `{directive}` is ignored: {by} {}", if by.are_several() { "are asked instead, and neither has it" } else { "is asked instead, and does not have it" };
            help: "move it to {}, if that is intended, or remove it", by.any();
        }

        /// A directive that Safari learned late.
        StyleSrcElemInSafari { directive: String, fallback: Option<String> } => Advice "csp-style-src-elem-in-safari", "CSP3 section 6.1.14, style-src-elem" {
            summary: "`{directive}` is unknown to Safari before 26.2, which {} for style sheets and style elements", match fallback {
                Some(fallback) => format!("asks `{fallback}`"),
                None => "has no limit".to_owned(),
            };
            help: "add style-src with what both style elements and style attributes need: other browsers ask {directive} before it";
        }

        /// A fallback for nothing.
        UnusedFallback => Advice "csp-unused-fallback", "CSP3 section 6.1.1, child-src" {
            summary: "`child-src` governs nothing beside `frame-src` and `worker-src`: it is the fallback of only those two";
            help: "leave it out, unless browsers from before 2022 need it";
        }

        /// A directive that repeats its fallback.
        SameAsFallback { directive: String, fallback: String } => Advice "csp-same-as-fallback", "CSP3 section 6.8.3, get fetch directive fallback list" {
            summary: "`{directive}` says what `{fallback}` says, which stands in for it anyway";
            help: "leave it out";
        }

        /// A directive that only works when it is enforced.
        IgnoredInReportOnly { directive: String } => Warning "csp-ignored-in-report-only", "CSP3 section 3.2, Content-Security-Policy-Report-Only" {
            summary: "`{directive}` is ignored in a policy that only reports: it changes the page, and has nothing to report";
            help: "move it to the policy that is enforced";
        }

        /// A report-only policy whose reports nobody gets.
        NoReportTarget => Warning "csp-no-report-target", "CSP3 section 3.2, Content-Security-Policy-Report-Only" {
            summary: "a report-only policy blocks nothing, and without report-to or report-uri no report leaves the browser";
            help: "add report-to with an endpoint name, or report-uri with a URL";
        }

        /// Reports of hashes that nobody gets.
        HashReportsWithoutEndpoint { keyword: String } => Warning "csp-hash-reports-without-endpoint", "CSP3 section 4.1.4, potentially report hash" {
            summary: "`{keyword}` reports nothing without `report-to`: a browser sends hashes only to an endpoint, and never to a report-uri";
            help: "add report-to with the name of an endpoint";
        }

        /// A name that no endpoint can have.
        EndpointKey { name: String } => Warning "csp-endpoint-key", "RFC 9651 section 3.1.2, key" {
            summary: "`{name}` cannot be a name in Reporting-Endpoints: only the obsolete Report-To can give an endpoint this name";
            help: "give the endpoint a name of lower-case letters, digits and - _ . *, such as csp-endpoint, here and in Reporting-Endpoints";
        }

        /// Policies without a demand for them.
        TrustedTypesNotRequired => Warning "csp-trusted-types-not-required", "Trusted Types section 4.2.1, require-trusted-types-for" {
            summary: "`trusted-types` alone guards nothing: a browser limits which policies scripts may make, and innerHTML and its like take plain strings as before";
            help: "add the directive require-trusted-types-for with script";
        }

        /// A keyword that waits for Trusted Types.
        TrustedTypesEvalNotRequired { keyword: String } => Warning "csp-trusted-types-eval-not-required", "CSP3 section 4.4.1, EnsureCSPDoesNotBlockStringCompilation" {
            summary: "`{keyword}` allows no eval without `require-trusted-types-for`: a browser blocks it as if the keyword were not there";
            help: "add the directive require-trusted-types-for with script, or remove the keyword";
        }

        /// 'allow-duplicates' without a name.
        DuplicatesOfNothing { keyword: String } => Warning "csp-duplicates-of-nothing", "Trusted Types section 4.2.2, trusted-types" {
            summary: "`{keyword}` allows no policy by itself: it lets a policy that is named be made again, and none is named";
            help: "write the names of the policies beside it, or *";
        }

        /// What the sandbox blocks anyway.
        BlockedBySandbox { directive: String, token: &'static str } => Warning "csp-blocked-by-sandbox", "HTML section 7.1.5, sandboxing" {
            summary: "`{directive}` allows nothing: `sandbox` without {token} blocks everything that it governs";
            help: "write {token} after sandbox, or make `{directive}` none";
        }

        /// A token that does nothing.
        SandboxTokenWithoutEffect { token: String, why: &'static str, help: &'static str } => Warning "csp-sandbox-token-without-effect", "HTML section 7.1.5, sandboxing" {
            summary: "`{token}` changes nothing: {why}";
            help: "{help}";
            instead: "";
        }
    }
}

fn again(times: usize) -> String {
    match times {
        2 => "a second time".to_owned(),
        times => format!("again, {times} times in all"),
    }
}
