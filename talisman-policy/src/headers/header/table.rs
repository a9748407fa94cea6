//! The table of headers: everything about a header that is not in its module, once. One table, so one file, however long.
//!
//! `header_table! { name }` hands every row to the macro `name`, and each of these makes one thing of them: [`Header`] and the
//! facts about it (`mod.rs`), the type of all values (`value.rs`), the options of a policy (`policy/option.rs`), the problems
//! of all headers (`problem.rs`). A row that lacks a fact matches none of them and does not compile.
//!
//! A row is a module, and one field or the two that share its grammar, the second for reports alone:
//!
//! - `module`, and the type in it that the value is read into; it also has the `Problem` of the header.
//! - `shape`: how the value is written; `task`: under which heading the documentation lists the option.
//! - `browsers`: since when browsers read the field, from MDN's browser-compat-data (2026-08-07, Connection-Allowlist
//!   2026-09), or `None` for what no current browser needs, which the header's own module reports.
//! - `read`: the value, taken apart as the shape says, and who reads it; `syntax`: who reports what keeps a structured field
//!   from being read; `endpoints`: who lists the endpoints that the value names.
//! - `words`: the tables of words, each of which the tests want a row for.
//! - per field its name and its option, what the option `expects`, to follow "write" in a message, and for the
//!   documentation what it `takes` and its `default`.
//!
//! The order is that in which fields are sent: that of flask-talisman, then what it does not have.

macro_rules! header_table {
    ($then:ident) => {
        $then! {
            /// Feature Policy.
            FeaturePolicy {
                module: feature_policy, value: FeaturePolicy, shape: FeatureDirectives, task: Isolation,
                browsers: None,
                read: (header, out) Statements(it) => feature_policy::read(it, out),
                syntax: [], endpoints: none,
                words: [],
                /// Feature Policy, which Permissions Policy replaced.
                FeaturePolicy "Feature-Policy" = FeaturePolicy "feature_policy" {
                    expects: "directives such as { geolocation none; }",
                    takes: "`{ feature self; }`",
                    default: "off",
                }
            }

            /// Permissions Policy.
            Permissions {
                module: permissions, value: Policy, shape: Dictionary, task: Isolation,
                browsers: Some(chromium("88")),
                read: (header, out) Members(it) => permissions::read(it, out),
                syntax: [report_syntax], endpoints: permissions::endpoints,
                words: [FeatureName],
                /// Permissions Policy.
                PermissionsPolicy "Permissions-Policy" = PermissionsPolicy "permissions_policy" {
                    expects: "features such as { geolocation: (self) }",
                    takes: "`{ feature: (self \"https://a.example\") }`",
                    default: "`{ browsing-topics: () }`",
                }
                /// Permissions Policy, for reports alone.
                PermissionsPolicyReportOnly "Permissions-Policy-Report-Only" = PermissionsPolicyReportOnly "permissions_policy_report_only" {
                    expects: "features such as { geolocation: (self) }",
                    takes: "as `permissions_policy`; browsers only report",
                    default: "off",
                }
            }

            /// Document Policy.
            DocumentPolicy {
                module: document_policy, value: DocumentPolicy, shape: Dictionary, task: Isolation,
                browsers: Some(chromium("83")),
                read: (header, out) Members(it) => document_policy::read(it, out),
                syntax: [report_syntax], endpoints: document_policy::endpoints,
                words: [ConfigurationPoint],
                /// Document Policy.
                DocumentPolicy "Document-Policy" = DocumentPolicy "document_policy" {
                    expects: "features such as { js-profiling: true }",
                    takes: "`{ feature: true }`",
                    default: "off",
                }
                /// Document Policy, for reports alone.
                DocumentPolicyReportOnly "Document-Policy-Report-Only" = DocumentPolicyReportOnly "document_policy_report_only" {
                    expects: "features such as { js-profiling: true }",
                    takes: "as `document_policy`; browsers only report",
                    default: "off",
                }
            }

            /// Framing.
            XFrameOptions {
                module: x_frame_options, value: XFrameOptions, shape: FieldWords, task: Isolation,
                browsers: Some(since("4", "4", "4")),
                read: (header, out) Words(it) => x_frame_options::read(it, out),
                syntax: [], endpoints: none,
                words: [Keyword],
                /// Framing.
                XFrameOptions "X-Frame-Options" = FrameOptions "frame_options" {
                    expects: "DENY or SAMEORIGIN",
                    takes: "`DENY`, `SAMEORIGIN`, `ALLOW-FROM`",
                    default: "`SAMEORIGIN`",
                }
            }

            /// The XSS filter of old browsers.
            XXssProtection {
                module: x_xss_protection, value: XXssProtection, shape: Parameters, task: Content,
                browsers: None,
                read: (header, out) Statements(it) => x_xss_protection::read(it, out),
                syntax: [], endpoints: none,
                words: [],
                /// The XSS filter of old browsers.
                XXssProtection "X-XSS-Protection" = XXssProtection "x_xss_protection" {
                    expects: "true, \"0\" or \"1; mode=block\"",
                    takes: "`true`, `\"0\"`",
                    default: "off",
                }
            }

            /// MIME sniffing.
            XContentTypeOptions {
                module: x_content_type_options, value: XContentTypeOptions, shape: FieldWords, task: Content,
                browsers: Some(since("64", "50", "11")),
                read: (header, out) Words(it) => x_content_type_options::read(it, out),
                syntax: [], endpoints: none,
                words: [],
                /// MIME sniffing.
                XContentTypeOptions "X-Content-Type-Options" = XContentTypeOptions "x_content_type_options" {
                    expects: "true",
                    takes: "`true`, `off`",
                    default: "`true`",
                }
            }

            /// Downloads in Internet Explorer.
            XDownloadOptions {
                module: x_download_options, value: XDownloadOptions, shape: FieldWords, task: Content,
                browsers: None,
                read: (header, out) Words(it) => x_download_options::read(it, out),
                syntax: [], endpoints: none,
                words: [],
                /// Downloads in Internet Explorer.
                XDownloadOptions "X-Download-Options" = ForceFileSave "force_file_save" {
                    expects: "true",
                    takes: "`true`, `off`",
                    default: "off",
                }
            }

            /// Content Security Policy, of either disposition.
            Csp {
                module: csp, value: Policy, shape: Directives, task: Content,
                browsers: Some(since("25", "23", "7")),
                read: (header, out) Statements(it) => csp::read(it, header.disposition(), out),
                syntax: [], endpoints: csp::endpoints,
                words: [DirectiveName, Keyword, RemovedKeyword, SandboxToken],
                /// Content Security Policy, enforced.
                ContentSecurityPolicy "Content-Security-Policy" = ContentSecurityPolicy "content_security_policy" {
                    expects: "directives such as { default-src self; }",
                    takes: "`{ directives }` as in [`csp!`], or the name of a constant that it made",
                    default: "`{ default-src self; object-src none; }`",
                }
                /// Content Security Policy, for reports alone.
                ContentSecurityPolicyReportOnly "Content-Security-Policy-Report-Only" = ContentSecurityPolicyReportOnly "content_security_policy_report_only" {
                    expects: "true, false, or directives such as { default-src self; report-uri \"/csp\"; }",
                    takes: "`true`: the policy only reports; `{ directives }` or a constant: a second policy, which only reports",
                    default: "`false`",
                }
            }

            /// HSTS.
            StrictTransportSecurity {
                module: strict_transport_security, value: StrictTransportSecurity, shape: Parameters, task: Transport,
                browsers: Some(since("4", "4", "7")),
                read: (header, out) Statements(it) => strict_transport_security::read(it, out),
                syntax: [], endpoints: none,
                words: [],
                /// HSTS.
                StrictTransportSecurity "Strict-Transport-Security" = StrictTransportSecurity "strict_transport_security" {
                    expects: "true, false, or { max_age: 63072000, include_subdomains: true, preload: false }",
                    takes: "`true`, `{ max_age: seconds, include_subdomains: bool, preload: bool }`",
                    default: "`true`",
                }
            }

            /// Referrer Policy.
            ReferrerPolicy {
                module: referrer_policy, value: ReferrerPolicy, shape: CommaList, task: Content,
                browsers: Some(since("56", "50", "11.1")),
                read: (header, out) Words(it) => referrer_policy::read(it, out),
                syntax: [], endpoints: none,
                words: [PolicyToken, MetaToken],
                /// Referrer Policy.
                ReferrerPolicy "Referrer-Policy" = ReferrerPolicy "referrer_policy" {
                    expects: "no-referrer, same-origin, strict-origin-when-cross-origin or another policy",
                    takes: "a policy, or several in brackets",
                    default: "`strict-origin-when-cross-origin`",
                }
            }

            /// Which windows may keep a reference to the page's own.
            CrossOriginOpenerPolicy {
                module: cross_origin_opener_policy, value: CrossOriginOpenerPolicy, shape: Item, task: Isolation,
                browsers: Some(since("83", "79", "15.2")),
                read: (header, out) Item(it) => cross_origin_opener_policy::read(it.as_ref(), header.disposition(), out),
                syntax: [report_syntax], endpoints: token_item::endpoints,
                words: [OpenerPolicy],
                /// Which windows may keep a reference to the page's own.
                CrossOriginOpenerPolicy "Cross-Origin-Opener-Policy" = CrossOriginOpenerPolicy "cross_origin_opener_policy" {
                    expects: "same-origin or same-origin-allow-popups",
                    takes: "`same-origin`, `same-origin-allow-popups`, `noopener-allow-popups`; with an endpoint for reports `same-origin; report-to = \"main\"`",
                    default: "off",
                }
                /// The same, for reports alone.
                CrossOriginOpenerPolicyReportOnly "Cross-Origin-Opener-Policy-Report-Only" = CrossOriginOpenerPolicyReportOnly "cross_origin_opener_policy_report_only" {
                    expects: "same-origin; report-to = \"main\"",
                    takes: "as `cross_origin_opener_policy`; browsers only report",
                    default: "off",
                }
            }

            /// What the page may load from other origins.
            CrossOriginEmbedderPolicy {
                module: cross_origin_embedder_policy, value: CrossOriginEmbedderPolicy, shape: Item, task: Isolation,
                browsers: Some(since("83", "79", "15.2")),
                read: (header, out) Item(it) => cross_origin_embedder_policy::read(it.as_ref(), header.disposition(), out),
                syntax: [report_syntax], endpoints: token_item::endpoints,
                words: [EmbedderPolicy],
                /// What the page may load from other origins.
                CrossOriginEmbedderPolicy "Cross-Origin-Embedder-Policy" = CrossOriginEmbedderPolicy "cross_origin_embedder_policy" {
                    expects: "require-corp or credentialless",
                    takes: "`require-corp`, `credentialless`; with `report-to` as in `cross_origin_opener_policy`",
                    default: "off",
                }
                /// The same, for reports alone.
                CrossOriginEmbedderPolicyReportOnly "Cross-Origin-Embedder-Policy-Report-Only" = CrossOriginEmbedderPolicyReportOnly "cross_origin_embedder_policy_report_only" {
                    expects: "require-corp; report-to = \"main\"",
                    takes: "as `cross_origin_embedder_policy`; browsers only report",
                    default: "off",
                }
            }

            /// Whose pages may load the response.
            CrossOriginResourcePolicy {
                module: cross_origin_resource_policy, value: CrossOriginResourcePolicy, shape: FieldWords, task: Isolation,
                browsers: Some(since("73", "74", "12")),
                read: (header, out) Words(it) => cross_origin_resource_policy::read(it, out),
                syntax: [], endpoints: none,
                words: [ResourcePolicy],
                /// Whose pages may load the response.
                CrossOriginResourcePolicy "Cross-Origin-Resource-Policy" = CrossOriginResourcePolicy "cross_origin_resource_policy" {
                    expects: "same-origin, same-site or cross-origin",
                    takes: "`same-origin`, `same-site`, `cross-origin`",
                    default: "off",
                }
            }

            /// A page that is isolated by itself.
            DocumentIsolationPolicy {
                module: document_isolation_policy, value: DocumentIsolationPolicy, shape: Item, task: Isolation,
                browsers: Some(chromium("137")),
                read: (header, out) Item(it) => document_isolation_policy::read(it.as_ref(), header.disposition(), out),
                syntax: [report_syntax], endpoints: token_item::endpoints,
                words: [IsolationPolicy],
                /// A page that is isolated by itself.
                DocumentIsolationPolicy "Document-Isolation-Policy" = DocumentIsolationPolicy "document_isolation_policy" {
                    expects: "isolate-and-require-corp or isolate-and-credentialless",
                    takes: "`isolate-and-require-corp`, `isolate-and-credentialless`; with `report-to` as in `cross_origin_opener_policy`",
                    default: "off",
                }
                /// The same, for reports alone.
                DocumentIsolationPolicyReportOnly "Document-Isolation-Policy-Report-Only" = DocumentIsolationPolicyReportOnly "document_isolation_policy_report_only" {
                    expects: "isolate-and-require-corp; report-to = \"main\"",
                    takes: "as `document_isolation_policy`; browsers only report",
                    default: "off",
                }
            }

            /// Pages apart from those of sibling subdomains.
            OriginAgentCluster {
                module: origin_agent_cluster, value: OriginAgentCluster, shape: Item, task: Isolation,
                browsers: Some(chromium_and_firefox("90", "138")),
                read: (header, out) Item(it) => origin_agent_cluster::read(it.as_ref(), out),
                syntax: [report_syntax], endpoints: none,
                words: [OriginAgentCluster],
                /// Pages apart from those of sibling subdomains.
                OriginAgentCluster "Origin-Agent-Cluster" = OriginAgentCluster "origin_agent_cluster" {
                    expects: "true",
                    takes: "`true`, `false`",
                    default: "off",
                }
            }

            /// Looking up the hosts of links.
            XDnsPrefetchControl {
                module: x_dns_prefetch_control, value: XDnsPrefetchControl, shape: FieldWords, task: Content,
                browsers: Some(chromium_and_firefox("4", "3.5")),
                read: (header, out) Words(it) => x_dns_prefetch_control::read(it, out),
                syntax: [], endpoints: none,
                words: [XDnsPrefetchControl],
                /// Looking up the hosts of links.
                XDnsPrefetchControl "X-DNS-Prefetch-Control" = XDnsPrefetchControl "x_dns_prefetch_control" {
                    expects: "on",
                    takes: "`off`, `on`; `false` sends nothing",
                    default: "`false`",
                }
            }

            /// The policy files that Adobe's readers accept.
            XPermittedCrossDomainPolicies {
                module: x_permitted_cross_domain_policies, value: XPermittedCrossDomainPolicies, shape: FieldWords, task: Content,
                browsers: None,
                read: (header, out) Words(it) => x_permitted_cross_domain_policies::read(it, out),
                syntax: [], endpoints: none,
                words: [XPermittedCrossDomainPolicies],
                /// The policy files that Adobe's readers accept.
                XPermittedCrossDomainPolicies "X-Permitted-Cross-Domain-Policies" = XPermittedCrossDomainPolicies "x_permitted_cross_domain_policies" {
                    expects: "none",
                    takes: "`none`, `master-only`, `by-content-type`, `all`",
                    default: "off",
                }
            }

            /// Where reports go.
            ReportingEndpoints {
                module: reporting_endpoints, value: ReportingEndpoints, shape: Dictionary, task: Reporting,
                browsers: Some(since("96", "130", "16.4")),
                read: (header, out) Members(it) => reporting_endpoints::read(it, out),
                syntax: [report_syntax], endpoints: none,
                words: [],
                /// Where reports go.
                ReportingEndpoints "Reporting-Endpoints" = ReportingEndpoints "reporting_endpoints" {
                    expects: "names and URLs such as { default: \"https://reports.example.com\" }",
                    takes: "names and URLs, `{ csp: \"https://reports.example.com/csp\", default: \"/reports\" }`",
                    default: "off",
                }
            }

            /// What the page may load without a hash, of either disposition.
            IntegrityPolicy {
                module: integrity_policy, value: IntegrityPolicy, shape: Dictionary, task: Content,
                browsers: Some(since("138", "145", "26")),
                read: (header, out) Members(it) => integrity_policy::read(it, header.disposition(), out),
                syntax: [report_syntax], endpoints: integrity_policy::endpoints,
                words: [MemberName, Destination, Source],
                /// What the page may load without a hash.
                IntegrityPolicy "Integrity-Policy" = IntegrityPolicy "integrity_policy" {
                    expects: "lists such as { blocked-destinations: (script) }",
                    takes: "what loads only with a hash, `{ blocked-destinations: (script), endpoints: (csp) }`",
                    default: "off",
                }
                /// The same, for reports alone.
                IntegrityPolicyReportOnly "Integrity-Policy-Report-Only" = IntegrityPolicyReportOnly "integrity_policy_report_only" {
                    expects: "lists such as { blocked-destinations: (script), endpoints: (main) }",
                    takes: "as `integrity_policy`; browsers only report",
                    default: "off",
                }
            }

            /// The hosts that the page may connect to at all.
            ConnectionAllowlist {
                module: connection_allowlist, value: ConnectionAllowlist, shape: InnerList, task: Content,
                browsers: Some(chromium("152")),
                read: (header, out) List(it) => connection_allowlist::read(it.as_ref(), header.disposition(), out),
                syntax: [report_syntax], endpoints: connection_allowlist::endpoints,
                words: [ItemToken, Parameter, Behavior],
                /// The hosts that the page may connect to at all.
                ConnectionAllowlist "Connection-Allowlist" = ConnectionAllowlist "connection_allowlist" {
                    expects: "a list such as (response-origin \"https://api.example.com\")",
                    takes: "all that the page may connect to, `(response-origin \"https://api.example.com\"); report-to = main; redirects = allow`",
                    default: "off",
                }
                /// The same, for reports alone.
                ConnectionAllowlistReportOnly "Connection-Allowlist-Report-Only" = ConnectionAllowlistReportOnly "connection_allowlist_report_only" {
                    expects: "a list such as (response-origin); report-to = main",
                    takes: "as `connection_allowlist`; browsers only report",
                    default: "off",
                }
            }

            /// Whether an embedded page uses the access to cookies that it was granted.
            ActivateStorageAccess {
                module: activate_storage_access, value: ActivateStorageAccess, shape: Item, task: Cookies,
                browsers: Some(chromium_and_firefox("133", "147")),
                read: (header, out) Item(it) => activate_storage_access::read(it.as_ref(), out),
                syntax: [report_syntax], endpoints: none,
                words: [Activation],
                /// Whether an embedded page uses the access to cookies that it was granted.
                ActivateStorageAccess "Activate-Storage-Access" = ActivateStorageAccess "activate_storage_access" {
                    expects: "load, or retry; allowed-origin = \"https://a.example\"",
                    takes: "`load`, `retry; allowed-origin = \"https://a.example\"`: for pages that other sites embed",
                    default: "off",
                }
            }

            /// What a browser clears of the site.
            ClearSiteData {
                module: clear_site_data, value: ClearSiteData, shape: CommaList, task: Cookies,
                browsers: Some(since("61", "63", "17")),
                read: (header, out) Words(it) => clear_site_data::read(it, out),
                syntax: [], endpoints: none,
                words: [DataType],
                /// What a browser clears of the site.
                ClearSiteData "Clear-Site-Data" = ClearSiteData "clear_site_data" {
                    expects: "types in brackets, such as [cookies, storage]",
                    takes: "`cache`, `cookies`, `storage`, `*`, or several in brackets: for the route that logs out",
                    default: "off",
                }
            }

            /// Where reports go that outlive the page.
            ReportTo {
                module: report_to, value: ReportTo, shape: Json, task: Reporting,
                browsers: Some(chromium_and_firefox("70", "149")),
                read: (header, out) Json(it) => report_to::read(it, out),
                syntax: [], endpoints: none,
                words: [GroupMember, EndpointMember],
                /// Where reports go that outlive the page.
                ReportTo "Report-To" = ReportTo "report_to" {
                    expects: "JSON such as { \"group\": \"default\", \"max_age\": 10886400, \"endpoints\": [{ \"url\": \"https://reports.example.com/a\" }] }",
                    takes: "JSON, `{ \"group\": \"nel\", \"max_age\": 604800, \"endpoints\": [{ \"url\": \"https://reports.example.com/nel\" }] }`, or several in brackets",
                    default: "off",
                }
            }

            /// Failures of the network that a browser reports.
            Nel {
                module: nel, value: Nel, shape: Json, task: Reporting,
                browsers: Some(chromium("71")),
                read: (header, out) Json(it) => nel::read(it, out),
                syntax: [], endpoints: none,
                words: [MemberName],
                /// Failures of the network that a browser reports.
                Nel "NEL" = Nel "nel" {
                    expects: "JSON such as { \"report_to\": \"default\", \"max_age\": 2592000 }",
                    takes: "JSON, `{ \"report_to\": \"nel\", \"max_age\": 604800 }`",
                    default: "off",
                }
            }
        }
    };
}
pub(crate) use header_table;
