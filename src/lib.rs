//! HTTP security headers as constants, checked by the compiler.
//!
//! Mistakes in a Content Security Policy are silent: a browser skips a directive that it does not know, reads `self` without
//! quotes as a host name, and ignores a nonce in a directive that takes none. talisman checks the policy while your program
//! compiles. It points at your own token, says what is wrong and what to write instead, and leaves only the nonce to the request.
//!
//! ```
//! use http::Response;
//! use talisman::{NoncePolicy, Policy, Scheme, talisman_policy, with_nonce};
//!
//! const POLICY: Policy = talisman_policy! {
//!     content_security_policy: {
//!         default-src self;
//!         script-src nonce strict-dynamic;
//!         object-src none;
//!         base-uri none;
//!     },
//!     frame_options: DENY,
//! };
//! const PAGE: NoncePolicy = with_nonce!(POLICY);
//!
//! fn page() -> Response<String> {
//!     let (nonce, applier) = PAGE.applier(Scheme::Https);
//!     let mut response = Response::new(format!("<script nonce=\"{nonce}\">start()</script>"));
//!     applier.apply(&mut response);
//!     response
//! }
//!
//! let (one, other) = (page(), page());
//! assert_eq!(one.headers()["x-frame-options"], "DENY");
//! assert_ne!(one.headers()["content-security-policy"], other.headers()["content-security-policy"]);
//! ```
//!
//! Start with the [guide](https://docs.rs/talisman/latest/talisman/guide/): a first policy in five minutes.
//!
//! - [`talisman_policy!`] makes a [`Policy`] with all headers, [`csp!`] only a Content Security Policy, a [`Csp`].
//! - [`Policy::applier`] prepares the fields of one response, [`Applier::apply`] adds them to it.
//! - [`Policy::redirect_to_https`] answers requests over http; behind a proxy, [`TrustedProxies`] says which requests those are.
//! - With the feature `ask`, a test asks a constant what it allows: `Policy::on`.
//! - With the feature `text`, `Policy::with_changes` changes a constant by configuration when the program starts, and
//!   `Policy::with_content_security_policy` reads a whole policy, with the same grammar and the same messages.

// Most of this file is documentation, which has to be beside the macros that it is about: it is longer than others.
#![forbid(unsafe_code)]
// The badges of features on docs.rs, whose compiler is a nightly.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "ask")]
#[cfg_attr(docsrs, doc(cfg(feature = "ask")))]
pub mod ask;
// Pages of the documentation, whose links go to what features add.
#[cfg(all(feature = "axum", any(doc, doctest)))]
pub mod guide;
// A page of the documentation, and no part of the crate that a user compiles.
#[cfg(doc)]
pub mod messages;
pub mod porting;
pub mod presets;

#[cfg(feature = "axum")]
pub use talisman_runtime::axum;
#[cfg(feature = "export")]
pub use talisman_runtime::export;
#[cfg(feature = "tower")]
pub use talisman_runtime::tower;
pub use talisman_runtime::{
    AdoptError, Applier, Csp, Fields, Filled, Fragment, Host, HostError, IncludedSource, Mode,
    ModeError, NoNonceError, Nonce, NoncePolicy, NothingToSwitchError, Origin, OriginError,
    Origins, Policy, PolicySwitch, RedirectError, Scheme, SlotError, SlotValue, TrustedProxies,
    WildcardOrigins,
};
#[cfg(feature = "text")]
pub use talisman_runtime::{Changes, Extended, Extension, Finding, PolicyError};
#[cfg(feature = "pages")]
pub use talisman_runtime::{Page, ProtectedPage};

/// Makes a [`Csp`]: a Content Security Policy, checked while compiling.
///
/// The macro is an expression for a `const`, a `static` or a local variable. There are two equivalent spellings, words and text,
/// and any of the three delimiters will do.
///
/// # Words
///
/// ```
/// use talisman::{Csp, csp};
///
/// const CSP: Csp = csp! {
///     default-src self;
///     script-src nonce strict-dynamic;
///     img-src * data:;
///     style-src self "https://cdn.example.com"
///         "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
///     object-src none;
///     base-uri none;
///     upgrade-insecure-requests;
/// };
/// assert!(CSP.has_nonce());
/// ```
///
/// - A directive ends with `;`, which is optional after the last one.
/// - Keywords (`self`, `none`, `strict-dynamic`), sandbox tokens, schemes (`https:`) and `*` are written without quotes.
/// - `nonce` marks the place of each response's nonce.
/// - Hosts, paths, hashes and URLs are string literals, one source expression each.
///
/// # Text
///
/// One string literal holds the policy as the header has it, so that it can be pasted. `'nonce'` marks the place of each
/// response's nonce. The text may have line breaks, which are folded like other white space.
///
/// ```
/// use talisman::{Csp, csp};
///
/// const CSP: Csp = csp!("default-src 'self'; script-src 'self' 'nonce'; object-src 'none'");
/// assert_eq!(
///     CSP.fields().next(),
///     Some((
///         "content-security-policy",
///         "default-src 'self'; script-src 'self' 'nonce-'; object-src 'none'",
///     )),
/// );
/// ```
///
/// # What it refuses
///
/// The grammar is that of CSP3 (section 2.3) with the directives of Trusted Types, Upgrade Insecure Requests and others that
/// browsers implement. Definite mistakes are errors, and one run reports all of them: an unknown or repeated directive, a keyword
/// without its quotes, a missing semicolon, a hash of the wrong length, a nonce where none is read, a comma, a character
/// that is not ASCII. Values that are legal but weak are warnings.
///
/// ```compile_fail
/// use talisman::{Csp, csp};
///
/// const CSP: Csp = csp! { default-src self; image-src *; }; // image-src: write `img-src`
/// ```
///
/// # Hashes
///
/// With the feature `hashes`, `hash("..")` is the hash-source of a text and `hash_file("..")` that of a file's bytes, in SHA-256
/// or in the algorithm that a second argument names (`sha384`, `sha512`). The path is relative to the folder of the package's
/// `Cargo.toml`, and the crate is compiled again when the file changes.
///
/// ```
/// # #[cfg(feature = "hashes")] {
/// use talisman::{Csp, csp};
///
/// const CSP: Csp = csp! {
///     script-src self hash("start()") hash_file("examples/hyper/page.html", sha384);
/// };
/// # assert!(CSP.fields().next().unwrap().1.contains("'sha256-"));
/// # }
/// ```
///
/// With the feature `pages`, `hashes_of("dist/index.html")` stands for the hashes that the directive needs for a page: of its
/// inline scripts in script-src and script-src-elem, of its inline styles in style-src and style-src-elem, each once. Beside
/// `unsafe-hashes`, and in the -attr directives, those of handlers, of `style=` and of `javascript:` links are among them. A
/// pattern, such as `"dist/**/*.html"`, names several pages. The crate is compiled again when one of them changes, and when a page
/// is new if a build script prints `cargo::rerun-if-changed=dist`.
///
/// ```
/// # #[cfg(feature = "pages")] {
/// use talisman::{Csp, csp};
///
/// const CSP: Csp = csp! {
///     default-src self;
///     script-src self hashes_of("examples/pages/index.html");
///     style-src self hashes_of("examples/pages/index.html");
/// };
/// assert!(CSP.fields().next().unwrap().1.contains("script-src 'self' 'sha256-"));
/// # }
/// ```
///
/// ```compile_fail
/// use talisman::{Csp, csp};
///
/// const CSP: Csp = csp! { script-src self hashes_of("dist/**/*.html"); }; // no file matches
/// ```
///
/// # Literals
///
/// A macro sees tokens and not the values of constants, variables or other macros. Wherever a string may be, it reads:
///
/// - a string literal, also a raw one, `r".."`;
/// - `concat!(..)` of literals: strings, characters, numbers, `true` and `false`;
/// - `include_str!("..")`, as the text of that file. The path is relative to the folder of the package's `Cargo.toml`, not to
///   the file that names it as with Rust's own macro, and the crate is compiled again when the file changes.
///
/// Where a number is wanted, whole numbers may be joined by `+`, `-` and `*`: `60 * 60 * 24 * 365`.
///
/// ```
/// use talisman::{Csp, Policy, csp, talisman_policy};
///
/// const CSP: Csp = csp! {
///     default-src self;
///     img-src self concat!("https://", "cdn", ".example.com");
/// };
/// const POLICY: Policy = talisman_policy! {
///     strict_transport_security: { max_age: 60 * 60 * 24 * 365 },
/// };
/// # assert!(CSP.fields().next().unwrap().1.ends_with("https://cdn.example.com"));
/// ```
///
/// ```compile_fail
/// use talisman::{Csp, csp};
///
/// const CDN: &str = "https://cdn.example.com";
/// const CSP: Csp = csp! { default-src self; img-src self CDN; }; // write the text itself
/// ```
///
/// # Fragments
///
/// `include widget::NEEDS;` adds the sources of a [`Fragment`], which a library exports, as in
/// [`talisman_policy!`](talisman_policy#fragments).
///
/// # Words that this version does not know
///
/// `unchecked("..")` sends the name of a directive or a source expression as it is. Only its bytes are checked.
///
/// ```
/// use talisman::{Csp, csp};
///
/// const CSP: Csp = csp! {
///     default-src self unchecked("'brand-new'");
///     unchecked("brand-new-src") self;
/// };
/// ```
#[macro_export]
macro_rules! csp {
    ($($token:tt)*) => { $crate::__private::csp!(($crate) $($token)*) };
}

/// Makes a [`Policy`]: the security headers of a site, checked while compiling.
///
/// `talisman_policy! {}` sends what flask-talisman sends by default. Options have flask-talisman's names, and `off` turns a header
/// off.
///
/// ```
/// use talisman::{Policy, Scheme, talisman_policy};
///
/// const POLICY: Policy = talisman_policy! {
///     force_https: 308,
///     force_https_hosts: ["www.example.com"],
///     strict_transport_security: { max_age: 63072000, include_subdomains: true, preload: true },
///     content_security_policy: {
///         default-src self;
///         script-src self nonce;
///         object-src none;
///         base-uri none;
///     },
///     frame_options: DENY,
///     referrer_policy: no-referrer,
///     permissions_policy: { browsing-topics: (), geolocation: (self "https://maps.example.com") },
/// };
/// assert_eq!(POLICY.fields(Scheme::Https).count(), 6);
/// ```
///
/// # Options
///
/// ## Transport
///
/// | option | value | default |
/// | --- | --- | --- |
/// | `force_https` | `true` (302), `permanent` (301), `307`, `308`, `off` | `true` |
/// | `force_https_exempt` | paths that stay on http, `["/.well-known/acme-challenge/"]` | none |
/// | `force_https_hosts` | hosts that a redirect may lead to, `["www.example.com"]` | none: the caller names them |
/// | `force_https_permanent` | `true` makes it 301 | `false` |
/// | `force_https_to` | the host that it leads to from every other host | none: they get a 400 |
/// | `strict_transport_security` | `true`, `{ max_age: seconds, include_subdomains: bool, preload: bool }` | `true` |
/// | `strict_transport_security_include_subdomains` | `true`, `false` | `true` |
/// | `strict_transport_security_max_age` | seconds | 31556926 |
/// | `strict_transport_security_preload` | `true`, `false` | `false` |
///
/// ## Content
///
/// | option | value | default |
/// | --- | --- | --- |
/// | `connection_allowlist` | all that the page may connect to, `(response-origin "https://api.example.com"); report-to = main; redirects = allow` | off |
/// | `connection_allowlist_report_only` | as `connection_allowlist`; browsers only report | off |
/// | `content_security_policy` | `{ directives }` as in [`csp!`], or the name of a constant that it made | `{ default-src self; object-src none; }` |
/// | `content_security_policy_bypass_hosts` | hosts that no policy may take scripts from, `["ajax.example.com"]` | none |
/// | `content_security_policy_frame_ancestors` | `true` (anyone), `false` (nobody), or sources in brackets, `[self, "https://partner.example"]` | what the policy says |
/// | `content_security_policy_nonce_in` | directives that get the nonce, `[script-src]` | none |
/// | `content_security_policy_report_only` | `true`: the policy only reports; `{ directives }` or a constant: a second policy, which only reports | `false` |
/// | `content_security_policy_report_uri` | a URL | none |
/// | `content_security_policy_unsafe_eval` | `true` adds `unsafe-eval` to `script-src` | `false` |
/// | `content_security_policy_unsafe_inline` | `true` adds `unsafe-inline` to `script-src` and `style-src` | `false` |
/// | `delivery` | `meta` for a `<meta>` in the page, which carries a Content Security Policy and nothing else: no header is on by default, and what it would lose is an error; `header` | `header` |
/// | `force_file_save` | `true`, `off` | off |
/// | `integrity_policy` | what loads only with a hash, `{ blocked-destinations: (script), endpoints: (csp) }` | off |
/// | `integrity_policy_report_only` | as `integrity_policy`; browsers only report | off |
/// | `pages` | HTML files of the package that the policy must allow everything in, `["dist/**/*.html"]`; feature `pages` | none |
/// | `pages_nonce` | texts that the server replaces with the nonce in those files, `["%NONCE%"]` | `{{nonce}}` and trunk's `{{__TRUNK NONCE__}}` |
/// | `pages_url` | the URL at which those files are served | the root of an origin that is not named |
/// | `referrer_policy` | a policy, or several in brackets | `strict-origin-when-cross-origin` |
/// | `source_lists` | lists of sources under names of your own, `{ safe-src: (self "*.example.com") }`, which are among the sources of any directive | none |
/// | `x_content_type_options` | `true`, `off` | `true` |
/// | `x_dns_prefetch_control` | `off`, `on`; `false` sends nothing | `false` |
/// | `x_permitted_cross_domain_policies` | `none`, `master-only`, `by-content-type`, `all` | off |
/// | `x_xss_protection` | `true`, `"0"` | off |
///
/// ## Isolation
///
/// | option | value | default |
/// | --- | --- | --- |
/// | `cross_origin_embedder_policy` | `require-corp`, `credentialless`; with `report-to` as in `cross_origin_opener_policy` | off |
/// | `cross_origin_embedder_policy_report_only` | as `cross_origin_embedder_policy`; browsers only report | off |
/// | `cross_origin_opener_policy` | `same-origin`, `same-origin-allow-popups`, `noopener-allow-popups`; with an endpoint for reports `same-origin; report-to = "main"` | off |
/// | `cross_origin_opener_policy_report_only` | as `cross_origin_opener_policy`; browsers only report | off |
/// | `cross_origin_resource_policy` | `same-origin`, `same-site`, `cross-origin` | off |
/// | `document_isolation_policy` | `isolate-and-require-corp`, `isolate-and-credentialless`; with `report-to` as in `cross_origin_opener_policy` | off |
/// | `document_isolation_policy_report_only` | as `document_isolation_policy`; browsers only report | off |
/// | `document_policy` | `{ feature: true }` | off |
/// | `document_policy_report_only` | as `document_policy`; browsers only report | off |
/// | `feature_policy` | `{ feature self; }` | off |
/// | `frame_options` | `DENY`, `SAMEORIGIN`, `ALLOW-FROM` | `SAMEORIGIN` |
/// | `frame_options_allow_from` | the origin for `ALLOW-FROM` | none |
/// | `origin_agent_cluster` | `true`, `false` | off |
/// | `permissions_policy` | `{ feature: (self "https://a.example") }` | `{ browsing-topics: () }` |
/// | `permissions_policy_report_only` | as `permissions_policy`; browsers only report | off |
///
/// ## Reporting
///
/// | option | value | default |
/// | --- | --- | --- |
/// | `nel` | JSON, `{ "report_to": "nel", "max_age": 604800 }` | off |
/// | `report_to` | JSON, `{ "group": "nel", "max_age": 604800, "endpoints": [{ "url": "https://reports.example.com/nel" }] }`, or several in brackets | off |
/// | `reporting_endpoints` | names and URLs, `{ csp: "https://reports.example.com/csp", default: "/reports" }` | off |
///
/// ## Cookies
///
/// | option | value | default |
/// | --- | --- | --- |
/// | `activate_storage_access` | `load`, `retry; allowed-origin = "https://a.example"`: for pages that other sites embed | off |
/// | `clear_site_data` | `cache`, `cookies`, `storage`, `*`, or several in brackets: for the route that logs out | off |
/// | `session_cookie_http_only` | `true`, `false` | `true` |
/// | `session_cookie_names` | cookies that get the attributes of this list, `["session"]` | none |
/// | `session_cookie_partitioned` | `true` for a page that other sites embed; needs `SameSite=None` | `false` |
/// | `session_cookie_samesite` | `Strict`, `Lax`, `None`, `off` | `Lax` |
/// | `session_cookie_secure` | `true`, `false` | `true` |
///
/// ## Other fields, and budgets
///
/// | option | value | default |
/// | --- | --- | --- |
/// | `custom_fields` | fields of your own, `{ x-robots-tag: "noindex" }` | none |
/// | `max_field_length` | bytes that a field value may have, nonces included; a longer one is an error. A derived policy does not inherit it | a warning above 4,096 |
/// | `remove_fields` | fields to remove, whoever sets them, `[server, x-powered-by]` | none |
///
/// ## Values as text
///
/// Instead of a block, a string may hold the field value as the header has it.
///
/// # The directives of a constant
///
/// `content_security_policy` and `content_security_policy_report_only` also take the name of a [`Csp`] constant, in a derived
/// policy as well. It is sent as if its directives were written in place, and can be changed in what is derived from the policy.
///
/// ```
/// use talisman::{Csp, Policy, csp, talisman_policy};
///
/// const SITE_CSP: Csp = csp! {
///     default-src self;
///     script-src nonce strict-dynamic;
///     object-src none;
///     base-uri none;
/// };
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: SITE_CSP,
///     frame_options: DENY,
/// };
/// let sources: Vec<&str> = SITE.sources("script-src").unwrap().collect();
/// assert_eq!(sources, ["'nonce-'", "'strict-dynamic'"]);
/// ```
///
/// Only the compiler sees the constant. While compiling it is checked against endpoints, framing, slots, lengths and caches, as a
/// derived policy is; in a policy without a base against `connection_allowlist`, and for what third parties need, as well. `pages`
/// are not checked against it. An option that adds directives, such as `content_security_policy_nonce_in`, is refused beside a constant.
///
/// ```compile_fail
/// use talisman::{Csp, Policy, csp, talisman_policy};
///
/// const SITE_CSP: Csp = csp! { default-src self; object-src none; };
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: SITE_CSP,
///     content_security_policy_nonce_in: [default-src], // write `nonce` in SITE_CSP
/// };
/// ```
///
/// # Derived policies
///
/// A policy that begins with `..BASE` inherits everything that it does not set. In a CSP that begins with `..;`, a directive
/// replaces the base's, `+=` and `-=` add and remove sources, and `off` removes the directive. All of this is resolved while
/// compiling, also for a constant of another crate. A change that the base does not support does not compile, such as removing
/// a source that it does not have.
///
/// ```
/// use talisman::{Policy, Scheme, talisman_policy};
///
/// const POLICY: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         img-src self data:;
///         frame-ancestors none;
///     },
/// };
/// const EMBED: Policy = talisman_policy! {
///     ..POLICY,
///     frame_options: off,
///     content_security_policy: {
///         ..;
///         frame-ancestors "https://partner.example";
///         img-src -= data:;
///     },
/// };
/// let mut fields = EMBED.fields(Scheme::Https);
/// let (_, csp) = fields.find(|(name, _)| *name == "content-security-policy").unwrap();
/// assert_eq!(csp, "default-src 'self'; img-src 'self'; frame-ancestors https://partner.example");
/// ```
///
/// ```compile_fail
/// use talisman::{Policy, talisman_policy};
///
/// const POLICY: Policy = talisman_policy! {};
/// const EMBED: Policy = talisman_policy! {
///     ..POLICY,
///     content_security_policy: { ..; img-src -= data:; }, // the base has no img-src
/// };
/// ```
///
/// # Fragments
///
/// `include` and the path of a constant that [`csp_fragment!`] made, in the block of a CSP, adds to the policy what a library
/// needs, while compiling. The path is one of Rust, to a constant of this crate or of another one.
///
/// ```
/// use talisman::{Policy, Scheme, talisman_policy};
/// # mod widget { pub const NEEDS: talisman::Fragment = talisman::csp_fragment! { script-src "https://w.example/w.js"; connect-src "https://api.w.example"; }; }
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         script-src self;
///         object-src none;
///         base-uri none;
///         include widget::NEEDS;
///     },
/// };
/// let mut fields = SITE.fields(Scheme::Https);
/// assert_eq!(
///     fields.find(|(name, _)| *name == "content-security-policy").unwrap().1,
///     "default-src 'self'; script-src 'self' https://w.example/w.js; object-src 'none'; \
///      base-uri 'none'; \
///      connect-src 'self' https://api.w.example",
/// );
/// ```
///
/// - It takes nothing away. The policy's own directives come first, wherever the include is written, and several includes add in
///   their order. A directive that is `none` becomes the fragment's sources.
/// - A directive that the policy lacks, and whose fallback it has, becomes a directive of its own, with the sources of that
///   fallback in front. One that has no fallback, such as a missing `form-action`, restricts nothing, and stays away.
/// - Hosts of scripts are left out beside `strict-dynamic`, where browsers ignore them. That is a warning, unless the fragment has
///   `nonce` or a hash beside them.
/// - A hash or `nonce` is left out where it would make an `unsafe-inline` void that is in force.
/// - A fragment that adds nothing is advice.
///
/// A macro does not see what is in a fragment, and checks the policy without it: `strict-dynamic` needs a nonce or a hash of the
/// policy's own. While compiling, only `max_field_length` and the last three points above take the fragment into account. Everything
/// else about its sources (a source that another one covers, a host in `content_security_policy_bypass_hosts`, a field of more than
/// 4,096 bytes, `unsafe-inline` in a directive that is new) is reported by `Policy::findings` of the feature `text`, in a test.
/// [`Policy::included_sources`] lists what came from where. `pages` cannot be checked against a policy with a fragment.
///
/// ```compile_fail
/// use talisman::{Policy, presets, talisman_policy};
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         include presets::STRICT; // not a fragment
///     },
/// };
/// ```
///
/// # Pages
///
/// With the feature `pages`, `pages` names HTML files of the package, by paths or patterns that count from the folder of its
/// `Cargo.toml`. They are read as a browser reads them, and everything in their text that the policy would block is an error
/// with file, line, column, element and remedy: scripts, styles, handlers, `javascript:` links, images and `srcset`, fonts and
/// imports of inline CSS, frames, media, objects, forms, `<base>`, manifests and preloads, also by a `<meta>` policy of their
/// own. `hashes_of("..")` gives a directive the hashes that they need.
///
/// An element whose `nonce` is `{{nonce}}` or trunk's `{{__TRUNK NONCE__}}` has the nonce of its response; `pages_nonce` names
/// other placeholders. Relative addresses belong to the page's own origin; `pages_url` says where the files are served, if a
/// policy names that origin or paths in it. `#![warn(pages-unused-source)]` lists sources that no page needs.
///
/// ```
/// # #[cfg(feature = "pages")] {
/// use talisman::{Policy, talisman_policy};
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         script-src self hashes_of("examples/pages/index.html");
///         style-src self hashes_of("examples/pages/index.html");
///         object-src none;
///         base-uri none;
///     },
///     pages: ["examples/pages/index.html"],
/// };
/// # }
/// ```
///
/// ```compile_fail
/// use talisman::{Policy, talisman_policy};
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: { default-src self; object-src none; base-uri none; },
///     // default-src blocks <style> at examples/pages/index.html:8:5
///     pages: ["examples/pages/index.html"],
/// };
/// ```
///
/// # Pages built ahead and pages rendered
///
/// `auto` among the sources of scripts or styles is the nonce where a page is rendered, and the hashes that a page needs where
/// it is one of `pages`: then [`page!`] pairs it with a policy of its own, which has no nonce, so that caches may store it. No
/// response has both. A page of `pages` with a place for the nonce counts as rendered.
///
/// ```
/// # #[cfg(feature = "pages")] {
/// use talisman::{Policy, ProtectedPage, Scheme, page, talisman_policy};
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         script-src self auto;
///         style-src self auto;
///         object-src none;
///         base-uri none;
///     },
///     pages: ["examples/pages/index.html"],
/// };
/// const INDEX: ProtectedPage = page!("examples/pages/index.html", SITE);
///
/// let built: http::Response<Vec<u8>> = INDEX.respond(Scheme::Https);
/// let csp = built.headers()["content-security-policy"].to_str().unwrap();
/// assert!(csp.contains("'sha256-") && !csp.contains("'nonce-"));
///
/// let mut rendered = SITE.applier(Scheme::Https);
/// let nonce = rendered.nonce(); // as always
/// assert!(nonce.is_some());
/// # }
/// ```
///
/// ```compile_fail
/// use talisman::{Policy, talisman_policy};
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         script-src self auto;
///         style-src self nonce; // would be in the responses of both kinds
///         object-src none;
///         base-uri none;
///     },
///     pages: ["examples/pages/index.html"],
/// };
/// ```
///
/// A derived policy can name pages if it writes its whole `content_security_policy`. Otherwise the macro does not see all of it: ask
/// `talisman::ask::blocked_in` (feature `html`) in a test.
///
/// The crate is compiled again when a page changes, and when a page is new if a build script prints
/// `cargo::rerun-if-changed=dist`. The parsers of HTML, CSS and URLs are built for the macros alone.
///
/// # In a `<meta>`
///
/// A page that no server of yours answers carries its policy itself. `delivery: meta` says that this one is for such a page:
/// no other field is on by default, and what browsers ignore in a `<meta>` is an error: `frame-ancestors`, `sandbox`,
/// `report-uri`, `report-to`, a policy that only reports, and every other header; so is a nonce, which a file cannot renew.
/// `Policy::meta` (feature `export`) prints the element. It belongs in the head, after `<meta charset>` and before every element
/// that loads or runs something: what is before it is not held to the policy, and a warning where `pages` has it.
///
/// ```
/// use talisman::{Policy, talisman_policy};
///
/// const PAGE: Policy = talisman_policy! {
///     delivery: meta,
///     content_security_policy: {
///         default-src self;
///         script-src self hash("start()");
///         object-src none;
///         base-uri none;
///     },
/// };
/// assert_eq!(PAGE.fields(talisman::Scheme::Https).count(), 1);
/// ```
///
/// ```compile_fail
/// use talisman::{Policy, talisman_policy};
///
/// const PAGE: Policy = talisman_policy! {
///     delivery: meta,
///     content_security_policy: {
///         default-src self;
///         object-src none;
///         frame-ancestors none;
///     }, // ignored there
/// };
/// ```
///
/// # Levels
///
/// Values that are legal but ignored, void or weak are warnings. Each warning has a code, in brackets at the end of its message.
/// In both macros, an attribute at the top of the policy sets the level of a code: `allow`, with a reason for the next reader, or
/// `deny`. `warnings` means all codes, and `weaknesses` those about a policy that does what it says and protects little. Advice
/// of the kind that a specialist would add is off by default: `#![warn(advice)]` turns it on.
///
/// The compiler reports warnings under its lint `deprecated`: `#![cfg_attr(not(debug_assertions), deny(deprecated))]` denies them
/// all in a crate's release build.
///
/// ```
/// use talisman::{Policy, talisman_policy};
///
/// const POLICY: Policy = talisman_policy! {
///     #![allow(csp-obsolete-directive, reason = "a kiosk still runs Firefox 60")]
///     content_security_policy: { default-src self; block-all-mixed-content; },
/// };
/// ```
///
/// # Deployment caveat
///
/// `Strict-Transport-Security` and the redirect rely on the [`Scheme`] that they are given: see [`TrustedProxies`]. A proxy that
/// removes or replaces fields removes their protection.
#[macro_export]
macro_rules! talisman_policy {
    ($($token:tt)*) => { $crate::__private::talisman_policy!(($crate) $($token)*) };
}

/// Checks while compiling that a constant policy has a nonce slot, and gives a [`NoncePolicy`], whose applier always has a nonce.
///
/// ```
/// use talisman::{NoncePolicy, Policy, talisman_policy, with_nonce};
///
/// const POLICY: Policy = talisman_policy! {
///     content_security_policy: { script-src nonce; object-src none; },
/// };
/// const PAGE: NoncePolicy = with_nonce!(POLICY);
/// ```
///
/// The policy may be a [`Csp`] as well:
///
/// ```
/// use talisman::{NoncePolicy, csp, with_nonce};
///
/// const PAGE: NoncePolicy = with_nonce!(csp! {
///     script-src nonce;
///     object-src none;
///     base-uri none;
/// });
/// ```
///
/// ```compile_fail
/// use talisman::{NoncePolicy, Policy, talisman_policy, with_nonce};
///
/// const POLICY: Policy = talisman_policy! {};
/// const PAGE: NoncePolicy = with_nonce!(POLICY); // no `nonce` in the policy
/// ```
#[macro_export]
macro_rules! with_nonce {
    ($policy:expr $(,)?) => {
        const {
            let policy = $crate::Policy { repr: $policy.repr };
            $crate::NoncePolicy::prove(&policy);
            $crate::NoncePolicy { policy }
        }
    };
}

/// Makes a [`Fragment`]: what a library's widget needs of the policy of every page that uses it, checked while the library compiles.
///
/// ```
/// use talisman::{Fragment, csp_fragment};
///
/// pub const WIDGET: Fragment = csp_fragment! {
///     script-src "https://w.example/w.js";
///     connect-src "https://api.w.example";
/// };
/// assert_eq!(
///     WIDGET.to_string(),
///     "script-src https://w.example/w.js; connect-src https://api.w.example",
/// );
/// ```
///
/// It holds only hosts, hashes and `nonce`, each in a directive that it names, so that it cannot weaken a policy that includes it:
/// no `unsafe-inline` or other keyword, no scheme and no `*`. Only the program's own policy can allow those. Nor can it have
/// `default-src` or `child-src`, which stand in for other directives: the policy decides for which of them.
///
/// ```compile_fail
/// use talisman::{Fragment, csp_fragment};
///
/// pub const WIDGET: Fragment = csp_fragment! {
///     style-src unsafe-inline;
/// }; // only the page's own policy can allow it
/// ```
///
/// A policy includes it by its path, `include widget::NEEDS;`, while compiling: see [`talisman_policy!`](talisman_policy#fragments).
///
/// With the feature `text`, a program adds it to the policy of single responses, or to one that it reads when it starts:
///
/// ```
/// # #[cfg(feature = "text")] {
/// use std::sync::LazyLock;
///
/// use talisman::{Extension, Policy, Scheme, csp_fragment, talisman_policy};
/// # mod w { pub const WIDGET: talisman::Fragment = talisman::csp_fragment! { script-src "https://w.example/w.js"; connect-src "https://api.w.example"; }; }
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         script-src nonce strict-dynamic;
///         object-src none;
///         base-uri none;
///     },
/// };
/// static WIDGET: LazyLock<Extension> = LazyLock::new(|| Extension::from(&w::WIDGET));
///
/// let mut response = http::Response::new(());
/// SITE.extended_by(&WIDGET).applier(Scheme::Https).apply(&mut response);
/// let sent = response.headers()["content-security-policy"].to_str().unwrap();
/// assert!(sent.ends_with("base-uri 'none'; connect-src 'self' https://api.w.example"));
/// // Browsers ignore hosts beside 'strict-dynamic'.
/// assert_eq!(WIDGET.without_effect_in(&SITE), ["script-src"]);
/// # }
/// ```
///
/// A directive that the policy lacks gets the sources of its fallback too, so that nothing is lost; one that is `'none'` becomes the
/// fragment's sources; what is for `script-src` or `style-src` is for `script-src-elem` or `style-src-elem` too, where the policy has
/// that; a host beside `'strict-dynamic'` is left out. `Extension::without_effect_in` names the directives in which a policy ignores
/// the fragment.
///
/// # Deployment caveat
///
/// The library decides what the pages of the program may load: read its fragment (it prints itself) as you read its code, and again
/// with each new version.
#[macro_export]
macro_rules! csp_fragment {
    ($($token:tt)*) => { $crate::__private::csp_fragment!(($crate) $($token)*) };
}

/// The value of one of a constant's fields, as a `HeaderValue` for a `static` or a `const`.
///
/// For code that puts single fields on responses itself, such as a response that is a constant as a whole. The first argument is a
/// constant [`Policy`] or [`Csp`], the second the field's name in lower case. A field with a slot, for the nonce of each response
/// or for origins, has no constant value, and a field that the policy does not send has none either: neither compiles.
///
/// ```
/// use http::HeaderValue;
/// use talisman::{Policy, header_value, talisman_policy};
///
/// const POLICY: Policy = talisman_policy! {
///     content_security_policy: { default-src self; img-src self data:; },
/// };
/// const STATIC: Policy = talisman_policy! {
///     ..POLICY,
///     content_security_policy: { ..; default-src none; img-src -= data:; },
/// };
/// static CSP: HeaderValue = header_value!(STATIC, "content-security-policy");
/// assert_eq!(CSP, "default-src 'none'; img-src 'self'");
/// ```
///
/// ```compile_fail
/// use http::HeaderValue;
/// use talisman::{Policy, header_value, talisman_policy};
///
/// const POLICY: Policy = talisman_policy! {
///     content_security_policy: { script-src nonce; object-src none; },
/// };
/// // Each response has another nonce.
/// static CSP: HeaderValue = header_value!(POLICY, "content-security-policy");
/// ```
#[macro_export]
macro_rules! header_value {
    ($policy:expr, $name:expr $(,)?) => {
        const {
            const ENCODED: &$crate::__private::Encoded = &$policy.encoded();
            const WORDS: usize = $crate::__private::word_count(ENCODED);
            const LENGTH: usize = $crate::__private::value_length::<WORDS>(ENCODED, $name);
            const VALUE: &[u8] = &$crate::__private::value::<WORDS, LENGTH>(ENCODED, $name);
            match ::core::str::from_utf8(VALUE) {
                ::core::result::Result::Ok(value) => {
                    $crate::__private::HeaderValue::from_static(value)
                }
                ::core::result::Result::Err(_) => ::core::unreachable!(),
            }
        }
    };
}

/// Fills the slots of a constant for one response, and proves while compiling that all of them are filled, each with its type.
///
/// A slot is an opening in a source list for origins that only the deployment or the request knows. In the policy it is
/// `{name: type}`, in braces, because nothing else in a source list has them:
///
/// | type | filled with | what it lets in |
/// | --- | --- | --- |
/// | `origin` | an [`Origin`] | one origin |
/// | `origins` | [`Origins`], or an `Origin` | any number of origins |
/// | `wildcard-origins` | [`WildcardOrigins`], `Origins` or an `Origin` | the same, `https://*.example.com` among them |
///
/// ```
/// use talisman::{Origin, OriginError, Origins, Policy, Scheme, talisman_policy, with_slots};
///
/// const POLICY: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self; script-src nonce strict-dynamic; object-src none; base-uri none;
///         form-action self {login: origin}; frame-ancestors {shop: origins};
///     },
/// };
///
/// fn page(login: &Origin, shop: &Origins) -> http::Response<String> {
///     let mut applier = with_slots!(POLICY, login: login, shop: shop).applier(Scheme::Https);
///     let nonce = applier.nonce().map(|nonce| format!(" nonce=\"{nonce}\"")).unwrap_or_default();
///     let mut response = http::Response::new(format!("<script{nonce}>start()</script>"));
///     applier.apply(&mut response);
///     response
/// }
///
/// let shops = "https://shop.example https://shop2.example".parse()?;
/// let response = page(&"https://login.example".parse()?, &shops);
/// let sent = response.headers()["content-security-policy"].to_str().unwrap();
/// assert!(sent.ends_with(
///     "form-action 'self' https://login.example; \
///      frame-ancestors https://shop.example https://shop2.example"
/// ));
/// # Ok::<(), OriginError>(())
/// ```
///
/// The constant may be a [`Policy`], a [`Csp`] or a [`NoncePolicy`], whose `applier` gives the nonce as well. One name may be in
/// several directives, and in a policy and its report-only twin, always with one type; its value fills all of them. A derived
/// policy has the slots of its base, as it has the base's sources: `-=`, `off` and a directive that is written anew take them
/// away.
///
/// Where the policy is not a constant, [`Applier::fill_slot`] fills a slot by its name. An unfilled slot allows nothing: the
/// directive is sent without it, and as `'none'` if nothing else is in it. [`Policy::fields`] and [`Policy::field_length`] show the
/// policy with its slots unfilled.
///
/// A slot that is left out does not compile, and neither does a name that the policy does not have, or a value of another type:
///
/// ```compile_fail
/// use talisman::{Origin, Policy, Scheme, talisman_policy, with_slots};
///
/// const POLICY: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         form-action self {login: origin};
///         frame-ancestors {shop: origins};
///     },
/// };
/// fn applier(login: &Origin) -> talisman::Applier {
///     with_slots!(POLICY, login: login).applier(Scheme::Https) // the slot `shop` is not filled
/// }
/// ```
///
/// # Deployment caveat
///
/// The policy is as good as what fills it: look up an origin that a request names (a `Referer`, a parameter, a tenant's own
/// setting) among those that you know. A response that differs from request to request in its slots must differ in a
/// shared cache too: nothing here adds `Vary` or `Cache-Control: private` for a slot, as is done for a nonce. A value adds its
/// length to the field: a list has at most 4,096 bytes.
#[macro_export]
macro_rules! with_slots {
    ($policy:expr $(, $name:ident : $value:expr)* $(,)?) => {{
        let filled = $crate::Filled::new::<{
            $crate::__private::all_filled(&$policy.talisman_base(), &[$(::core::stringify!($name)),*])
        }>($policy);
        $(
            let filled = filled.with::<{
                $crate::__private::slot_of(
                    &$policy.talisman_base(),
                    ::core::stringify!($name),
                    ::core::concat!("the policy has no slot `", ::core::stringify!($name), "`"),
                )
            }, _>(::core::stringify!($name), $value);
        )*
        filled
    }};
}

/// The `integrity` of a file, for a `<script>` or a `<link>`: SHA-384 of its bytes, computed while compiling.
///
/// The path is relative to the folder of the package's `Cargo.toml`. The crate is compiled again when the file changes, so that the
/// attribute and the file cannot disagree; `hash_file("..", sha384)` in a policy is the same digest. A second argument names
/// another algorithm: `sha256` or `sha512`. Subresource Integrity, section 3.1; feature `hashes`.
///
/// ```
/// use talisman::sri;
///
/// const BOOT: &str = sri!("examples/hyper/page.html");
/// assert!(BOOT.starts_with("sha384-"));
/// ```
///
/// ```compile_fail
/// use talisman::sri;
///
/// const BOOT: &str = sri!("static/missing.js"); // cannot be hashed: no such file
/// ```
///
/// # Deployment caveat
///
/// The browser must receive exactly these bytes: a proxy that minifies or rewrites scripts breaks the page.
#[cfg(feature = "hashes")]
#[macro_export]
macro_rules! sri {
    ($($token:tt)*) => { $crate::__private::sri!(($crate) $($token)*) };
}

/// Makes a [`Page`] of an HTML file that was built ahead, or with a policy a [`ProtectedPage`].
///
/// The path counts from the folder of the package's `Cargo.toml`; the crate is compiled again when the file changes. The text
/// is taken apart at the places of the nonce, `{{nonce}}` and trunk's `{{__TRUNK NONCE__}}`, and at those that `nonce = ".."`
/// names, so that a response is put together without a search. Feature `pages`.
///
/// ```
/// use talisman::{Page, page};
///
/// const PAGE: Page = page!("examples/pages/index.html", nonce = "%NONCE%");
/// assert!(!PAGE.has_nonce());
/// ```
///
/// With a policy the file must be among its `pages`: then the page and the policy that allows everything in it go out
/// together, by [`ProtectedPage::respond`]. A derived policy counts as its base if it leaves its `content_security_policy` as it
/// is; one that was changed when the program started was not checked against the page.
///
/// ```compile_fail
/// use talisman::{Policy, ProtectedPage, page, talisman_policy};
///
/// const SITE: Policy = talisman_policy! {};
/// const PAGE: ProtectedPage = page!("examples/pages/index.html", SITE); // SITE names no pages
/// ```
///
/// # Deployment caveat
///
/// The page is a part of the program: a file that changes on the server changes nothing until the program is built again.
#[cfg(feature = "pages")]
#[macro_export]
macro_rules! page {
    ($($token:tt)*) => { $crate::__private::page!(($crate) $($token)*) };
}

/// Names that generated code uses. Not public API.
#[doc(hidden)]
pub mod __private {
    // A crate may have types of its own under these names.
    pub use std::option::Option;
    #[cfg(feature = "pages")]
    pub use talisman_macros::page;
    #[cfg(feature = "hashes")]
    pub use talisman_macros::sri;
    pub use talisman_macros::{csp, csp_fragment, talisman_policy};
    pub use talisman_runtime::private::*;
    pub use talisman_runtime::{Csp, Policy};
    #[cfg(feature = "pages")]
    pub use talisman_runtime::{Page, ProtectedPage};
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
