//! What can be wrong between the headers of one policy: all wording, and nothing else.

use crate::headers::cross_origin_embedder_policy::EmbedderPolicy;
use crate::headers::permissions::FeatureName;
use crate::headers::referrer_policy::PolicyToken;

problems! {
    /// What can be wrong between the headers of one policy.
    pub enum Problem {
        /// A stricter field that a laxer one overrules.
        FrameOptionsOverruled { value: &'static str } => Warning "framing-frame-options-overruled", "CSP3 section 6.4.2.2, relation to X-Frame-Options" {
            summary: "`frame_options` says {value}, and the policy's frame-ancestors lets others frame the page: browsers go by frame-ancestors and ignore X-Frame-Options";
            help: "write frame_options: off, or take the other sites out of frame-ancestors";
        }

        /// Nothing says who may frame the page.
        FramingOpen => Weakness "framing-open", "CSP3 section 6.4.2, frame-ancestors" {
            summary: "every site may show these pages in a frame of its own, and have its visitors click on them unknowingly";
            help: "write frame_options: DENY or SAMEORIGIN, or frame-ancestors into content_security_policy";
        }

        /// https demanded of what is loaded by pages that come over http.
        UpgradeWithoutHttps => Warning "https-upgrade-without-https", "Upgrade Insecure Requests section 3.1, upgrade-insecure-requests" {
            summary: "upgrade-insecure-requests makes a page load everything over https, and neither force_https nor strict_transport_security is on: where this server answers only http, the page loses its scripts, styles and images";
            help: "leave upgrade-insecure-requests out, or turn force_https or strict_transport_security on";
        }

        /// A redirect that the preload list does not accept.
        PreloadRedirect { to: String } => Warning "https-preload-redirect", "hstspreload.org, submission requirements" {
            summary: "preload asks for a redirect from http to https on the same host first, and force_https_to sends every other host to {to} at once: the preload list refuses such a site";
            help: "write force_https_hosts with every host of the site instead of force_https_to, or leave preload out";
        }

        /// A report-only policy that finds nothing new.
        ReportsNothingNew { field: &'static str } => Warning "report-only-not-stricter", "CSP3 section 3.2, Content-Security-Policy-Report-Only" {
            summary: "the report-only {field} demands no more than the enforced one: it reports only what is blocked already";
            help: "write into the report-only policy what must be tried out, or leave it out and add the receiver of reports to the enforced one";
        }

        /// A receiver that nothing declares.
        NoEndpoints { name: String, declare: String, hides_report_uri: bool } => Warning "reporting-no-endpoints", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "reports go to `{name}`, and this policy declares no endpoint: a browser has nowhere to send them{}", if *hides_report_uri { ", and ignores report-uri beside report-to" } else { "" };
            help: "add reporting_endpoints: {{ {declare} }}, with the path or URL of what receives them; if something else sends the field, allow this code with that reason";
        }

        /// A receiver that is not among those declared.
        UnknownEndpoint { name: String, option: &'static str, write: String } => Error "reporting-unknown-endpoint", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "`{option}` declares no `{name}`: a browser sends these reports nowhere";
            help: "{write}";
        }

        /// A constant whose receiver nothing declares.
        ConstantWithoutEndpoints { constant: String } => Warning "reporting-constant-no-endpoints", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "the report-to of `{constant}` names an endpoint, and this policy declares none: a browser has nowhere to send these reports";
            help: "declare the name that `{constant}` has in reporting_endpoints; if something else sends that field, allow this code with that reason";
        }

        /// A constant whose receiver is not among those declared.
        ConstantUnknownEndpoint { constant: String } => Error "reporting-constant-unknown-endpoint", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "the report-to of `{constant}` names an endpoint that this policy does not declare: a browser sends these reports nowhere";
            help: "declare the name that `{constant}` has in reporting_endpoints, or write one there that is declared";
        }

        /// NEL without what it needs.
        NelWithoutReportTo { name: String } => Error "reporting-nel-without-report-to", "Network Error Logging section 4.1.1, report_to" {
            summary: "NEL is to report to `{name}`, a group of Report-To, and this policy sends no Report-To: a browser ignores the field";
            help: "add report_to: {{ \"group\": \"{name}\", \"max_age\": 2592000, \"endpoints\": [{{ \"url\": \"https://reports.example.com/\" }}] }}";
        }

        /// A receiver that the changes no longer declare.
        LostEndpoint => Error "reporting-lost-endpoint", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "the base sends reports to an endpoint that this policy does not declare: a browser sends those reports nowhere";
            help: "write the endpoints of the base here too, or change what reports to them";
        }

        /// NEL whose groups go.
        NelLosesReportTo => Error "reporting-nel-loses-report-to", "Network Error Logging section 4.1.1, report_to" {
            summary: "the NEL of the base reports to a group of Report-To, and this policy turns Report-To off: a browser ignores NEL";
            help: "write nel: off, or leave report_to on";
        }

        /// Restrictions without what they are for.
        EmbedderWithoutOpener { value: &'static str } => Warning "isolation-without-opener-policy", "HTML section 7.1.3, cross-origin opener policies" {
            summary: "{value} restricts what the page loads, and without Cross-Origin-Opener-Policy: same-origin a browser does not isolate the page for it";
            help: "add cross_origin_opener_policy: same-origin; pages that are only shown in frames may allow this code";
        }

        /// An agent cluster that isolation decides.
        AgentClusterOverruled => Warning "isolation-agent-cluster-overruled", "HTML section 7.1.2, origin-keyed agent clusters" {
            summary: "the page is isolated from other origins, and such a page never shares with its sibling subdomains: a browser ignores Origin-Agent-Cluster: ?0";
            help: "leave origin_agent_cluster out";
        }

        /// Resources that the own isolated pages on other subdomains cannot load.
        EmbedderWithoutResource => Advice "isolation-without-resource-policy", "Fetch section 3.7, Cross-Origin-Resource-Policy header" {
            summary: "pages of other origins that demand this too, even those of a sibling subdomain, cannot load this site's images and scripts";
            help: "add cross_origin_resource_policy: same-site or cross-origin, or same-origin if nobody else is to load them";
        }

        /// A feature that the newer field decides.
        FeatureOverruled { name: String } => Warning "features-overruled", "Permissions Policy section 6.1, Permissions-Policy" {
            summary: "`{name}` is in permissions_policy too: Chromium uses that one, and no other browser reads either";
            help: "leave `{name}` out of feature_policy";
        }

        /// A policy that only reports.
        OnlyReports => Advice "report-only-alone", "CSP3 section 3.2, Content-Security-Policy-Report-Only" {
            summary: "the only Content Security Policy reports and blocks nothing";
            help: "once the reports are quiet, move its directives to content_security_policy";
        }

        /// A header that is sent unless it is turned off.
        HeaderOff { field: &'static str, without: &'static str } => Advice "header-turned-off", "talisman_policy!, options" {
            summary: "{field} is not sent: {without}";
            help: "leave the option out, unless something else sends the field";
        }

        /// Cookies that travel over http.
        CookieNotSecure => Weakness "session-cookie-not-secure", "RFC 6265bis section 4.1.2.5, Secure" {
            summary: "browsers send the session cookies over http too, where anyone on the network path can read them and take the session over";
            help: "leave session_cookie_secure out, or write true; for development over http, #![allow(session-cookie-not-secure, reason = \"..\")]";
        }

        /// Cookies that scripts can read.
        CookieNotHttpOnly => Weakness "session-cookie-not-http-only", "RFC 6265bis section 4.1.2.6, HttpOnly" {
            summary: "every script of the page can read the session cookies, an injected one too";
            help: "leave session_cookie_http_only out, or write true";
        }

        /// Cookies that go along with requests of other sites.
        CookieSameSiteOff => Weakness "session-cookie-any-site", "RFC 6265bis section 4.1.2.7, SameSite" {
            summary: "without SameSite, Firefox and Safari send the session cookies along with requests that other sites make, and so let those act in the visitor's name; Chromium takes Lax";
            help: "write session_cookie_samesite: Lax or Strict";
        }

        /// Cookies that no browser keeps.
        CookieOnlyOverHttp => Warning "session-cookie-only-over-http", "RFC 6265bis section 4.1.2.5, Secure" {
            summary: "the session cookies get Secure, and nothing in this policy is about https: a browser drops such a cookie where it comes over http, and nobody stays logged in";
            help: "write session_cookie_secure: false for a site without https, or turn force_https on";
        }

        /// Cookies that a browser drops where a page is served over http.
        CookieAlsoOverHttp => Advice "session-cookie-also-over-http", "RFC 6265bis section 4.1.2.5, Secure" {
            summary: "the session cookies get Secure, and force_https is off: a browser drops them where a page comes over http";
            help: "turn force_https on, unless something in front of the server redirects; session_cookie_secure: false is for sites without https";
        }

        /// One nonce for everyone.
        NonceInCache { name: String, write: &'static str } => Error "nonce-in-shared-cache", "CSP3 section 7.1, nonce reuse" {
            summary: "`{name}` lets caches give one response to many visitors, and with it one nonce to all of them";
            help: "write {name}: \"{write}\", or leave the field out of a policy with a nonce";
        }

        /// A source that another header blocks.
        ConnectionBlocked { write: String } => Warning "connection-allowlist-blocks-source", "Connection Allowlists section 3, integrations" {
            summary: "connect-src allows this, and connection_allowlist blocks it: a connection needs both";
            help: "write {write} into connection_allowlist, or take the source out of connect-src";
        }

        /// A source of a constant that another header blocks.
        ConstantConnectionBlocked { constant: String } => Warning "connection-allowlist-blocks-constant", "Connection Allowlists section 3, integrations" {
            summary: "connect-src of `{constant}` allows a host that connection_allowlist blocks: a connection needs both";
            help: "write the hosts of its connect-src into connection_allowlist, or take them out of `{constant}`";
        }

        /// A third party that does not learn who embeds it.
        ReferrerCutOff { party: &'static str, value: PolicyToken, see: &'static str } => Advice "third-party-referrer", "Referrer Policy section 3, referrer policies" {
            summary: "{party} must know which site embeds it, and Referrer-Policy: {value} sends it no Referer";
            help: "write referrer_policy: strict-origin-when-cross-origin, or that as the referrerpolicy of the element ({see})";
        }

        /// A popup that cannot answer.
        PopupCutOff { party: &'static str, see: &'static str } => Advice "third-party-popup", "HTML section 7.1.3, cross-origin opener policies" {
            summary: "{party} answers from a popup, and Cross-Origin-Opener-Policy: same-origin cuts every popup off from the page";
            help: "write cross_origin_opener_policy: same-origin-allow-popups ({see})";
        }

        /// A feature that a frame needs.
        FeatureDenied { party: &'static str, feature: FeatureName, origin: String, see: &'static str } => Advice "third-party-feature", "Permissions Policy section 4.7, allowlists" {
            summary: "{party} uses {feature} in its frames, and permissions_policy gives it to no frame of {origin}";
            help: "write {feature}: (self \"{origin}\"), and allow=\"{feature}\" on the frame ({see})";
        }

        /// A frame that is not shown.
        FrameWithoutEmbedderPolicy { host: String, value: EmbedderPolicy } => Advice "third-party-frame", "HTML section 7.1.4, cross-origin embedder policies" {
            summary: "with Cross-Origin-Embedder-Policy: {value} a browser shows a frame of {host} only if its page sends the header too";
            help: "write cross_origin_embedder_policy: off for pages with such frames, or give these the attribute credentialless, which only Chromium knows";
        }
    }
}
