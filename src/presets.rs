//! Policies to use as they are or to derive from: the defaults of flask-talisman, hyperflask and helmet, what OWASP
//! recommends, and a strict one.
//!
//! Each shows the fields that it sends over https. Over http, `strict-transport-security` is left out.
//!
//! ```
//! use talisman::{Policy, presets, talisman_policy};
//!
//! const POLICY: Policy = talisman_policy! {
//!     ..presets::STRICT,
//!     force_https_hosts: ["www.example.com"], force_https: 308,
//!     content_security_policy: { ..; img-src self data:; },
//! };
//! ```

use crate::Policy;

/// What flask-talisman sends by default.
///
/// ```text
/// permissions-policy: browsing-topics=()
/// x-frame-options: SAMEORIGIN
/// x-content-type-options: nosniff
/// content-security-policy: default-src 'self'; object-src 'none'
/// strict-transport-security: max-age=31556926; includeSubDomains
/// referrer-policy: strict-origin-when-cross-origin
/// ```
///
/// These are the fields of `talisman_policy! {}`. Beside them, requests over http are redirected with 302, and the cookie
/// `session`, as Flask calls its own, gets `Secure`, `HttpOnly` and `SameSite=Lax`.
///
/// # Deployment caveat
///
/// flask-talisman redirects to whatever host a request names. Here a redirect leads only to a host that is named, with
/// `force_https_hosts` in a derived policy or where the redirect is made; without one the answer is 400 (Bad Request).
pub const FLASK_TALISMAN: Policy = crate::talisman_policy! {
    session_cookie_names: ["session"],
};

/// flask-talisman's `GOOGLE_CSP_POLICY`: the default, and Google's script libraries, fonts, maps and videos.
///
/// ```text
/// permissions-policy: browsing-topics=()
/// x-frame-options: SAMEORIGIN
/// x-content-type-options: nosniff
/// content-security-policy: font-src 'self' themes.googleusercontent.com *.gstatic.com;
///     frame-src 'self' www.google.com www.youtube.com;
///     script-src 'self' ajax.googleapis.com *.googleanalytics.com *.google-analytics.com;
///     style-src 'self' ajax.googleapis.com fonts.googleapis.com *.gstatic.com;
///     object-src 'none'; default-src 'self' *.gstatic.com
/// strict-transport-security: max-age=31556926; includeSubDomains
/// referrer-policy: strict-origin-when-cross-origin
/// ```
///
/// All else is [`FLASK_TALISMAN`].
///
/// # Deployment caveat
///
/// `ajax.googleapis.com` serves old versions of script libraries with which scripts can be injected despite a policy
/// that allows the host. For a new site derive from [`STRICT`], which allows no host to serve scripts.
pub const GOOGLE: Policy = crate::talisman_policy! {
    ..FLASK_TALISMAN,
    content_security_policy: {
        font-src self "themes.googleusercontent.com" "*.gstatic.com";
        frame-src self "www.google.com" "www.youtube.com";
        script-src self "ajax.googleapis.com" "*.googleanalytics.com" "*.google-analytics.com";
        style-src self "ajax.googleapis.com" "fonts.googleapis.com" "*.gstatic.com";
        object-src none;
        default-src self "*.gstatic.com";
    },
};

/// What hyperflask sends by default, as its page on security documents it.
///
/// ```text
/// x-xss-protection: 1; mode=block
/// x-content-type-options: nosniff
/// content-security-policy: default-src 'self';
///     script-src 'self' 'unsafe-eval' 'unsafe-inline';
///     style-src 'self' 'unsafe-eval' 'unsafe-inline'; manifest-src 'self';
///     connect-src http: ws:; img-src * data: blob:; media-src * data: blob:;
///     frame-src * data: blob:; object-src * data: blob:
/// referrer-policy: strict-origin-when-cross-origin
/// ```
///
/// Nothing is redirected, and the cookie `session` gets `HttpOnly` and `SameSite=Lax`. Page and program differ: hyperflask
/// 0.5.2 sends no `'unsafe-eval'` in `style-src` (where it means nothing), orders the directives otherwise and ends the
/// policy with a semicolon.
///
/// # Deployment caveat
///
/// It is a start for porting a site, and little protection: it lets inline scripts run, plugins and frames come from
/// everywhere, and everyone frame the page.
pub const HYPERFLASK: Policy = crate::talisman_policy! {
    #![allow(xss-protection-legacy, csp-keyword-without-effect, reason = "hyperflask's page has them")]
    #![allow(csp-script-unsafe-inline, csp-script-unsafe-eval, csp-object-any-host, csp-insecure-source, framing-open, reason = "a site that is ported relies on them; STRICT has none")]
    #![allow(session-cookie-not-secure, reason = "the policy is for http too; HYPERFLASK_SECURED is for https")]
    force_https: off,
    strict_transport_security: off,
    permissions_policy: off,
    frame_options: off,
    x_xss_protection: "1; mode=block",
    content_security_policy: {
        default-src self;
        script-src self unsafe-eval unsafe-inline;
        style-src self unsafe-eval unsafe-inline;
        manifest-src self;
        connect-src http: ws:;
        img-src * data: blob:;
        media-src * data: blob:;
        frame-src * data: blob:;
        object-src * data: blob:;
    },
    session_cookie_names: ["session"],
    session_cookie_secure: false,
};

/// What hyperflask sends with `server_secured: true`, as its page on security documents it.
///
/// ```text
/// x-xss-protection: 1; mode=block
/// x-content-type-options: nosniff
/// content-security-policy: default-src 'self';
///     script-src 'self' 'unsafe-eval' 'unsafe-inline';
///     style-src 'self' 'unsafe-eval' 'unsafe-inline'; manifest-src 'self';
///     connect-src https: wss:; img-src * data: blob:; media-src * data: blob:;
///     frame-src * data: blob:; object-src * data: blob:
/// referrer-policy: strict-origin-when-cross-origin
/// strict-transport-security: max-age=31556926; includeSubDomains
/// ```
///
/// The cookie `session` gets `Secure` as well. Page and program differ: hyperflask 0.5.2 never sends
/// `strict-transport-security` unless the text of the field is configured. As there, nothing is redirected: add
/// `force_https` in a derived policy.
///
/// # Deployment caveat
///
/// As [`HYPERFLASK`].
pub const HYPERFLASK_SECURED: Policy = crate::talisman_policy! {
    ..HYPERFLASK,
    strict_transport_security: true,
    content_security_policy: { ..; connect-src https: wss:; },
    session_cookie_secure: true,
};

/// What helmet 8 sends by default.
///
/// ```text
/// x-frame-options: SAMEORIGIN
/// x-xss-protection: 0
/// x-content-type-options: nosniff
/// x-download-options: noopen
/// content-security-policy: default-src 'self'; base-uri 'self'; font-src 'self' https: data:;
///     form-action 'self'; frame-ancestors 'self'; img-src 'self' data:; object-src 'none';
///     script-src 'self'; script-src-attr 'none'; style-src 'self' https: 'unsafe-inline';
///     upgrade-insecure-requests
/// strict-transport-security: max-age=31536000; includeSubDomains
/// referrer-policy: no-referrer
/// cross-origin-opener-policy: same-origin
/// cross-origin-resource-policy: same-origin
/// origin-agent-cluster: ?1
/// x-dns-prefetch-control: off
/// x-permitted-cross-domain-policies: none
/// ```
///
/// `X-Powered-By` is taken off. Nothing is redirected, and no cookie is touched. helmet separates the directives of its policy
/// with semicolons alone; browsers read both the same.
///
/// # Deployment caveat
///
/// - `upgrade-insecure-requests` makes a page that is served over http, as in development, load its scripts and styles over
///   https: take it away there with `upgrade-insecure-requests off` in a derived policy.
/// - `cross-origin-opener-policy: same-origin` cuts a page off from the windows of other sites that it opens: signing in with
///   another site in a popup needs `same-origin-allow-popups`.
/// - `cross-origin-resource-policy: same-origin` keeps other sites, those of the own subdomains included, from showing the
///   images that this one serves.
pub const HELMET: Policy = crate::talisman_policy! {
    #![allow(download-options-legacy, reason = "helmet sends it")]
    force_https: off,
    permissions_policy: off,
    x_xss_protection: "0",
    force_file_save: true,
    strict_transport_security: { max_age: 31536000, include_subdomains: true },
    referrer_policy: no-referrer,
    content_security_policy: {
        default-src self;
        base-uri self;
        font-src self https: data:;
        form-action self;
        frame-ancestors self;
        img-src self data:;
        object-src none;
        script-src self;
        script-src-attr none;
        style-src self https: unsafe-inline;
        upgrade-insecure-requests;
    },
    cross_origin_opener_policy: same-origin,
    cross_origin_resource_policy: same-origin,
    origin_agent_cluster: true,
    x_dns_prefetch_control: off,
    x_permitted_cross_domain_policies: none,
    remove_fields: [x-powered-by],
};

/// What the OWASP Secure Headers Project recommends, as of July 2026.
///
/// ```text
/// permissions-policy: accelerometer=(), autoplay=(), camera=(), cross-origin-isolated=(),
///     display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(),
///     keyboard-map=(), magnetometer=(), microphone=(), midi=(), payment=(),
///     picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(),
///     sync-xhr=(self), usb=(), web-share=(), xr-spatial-tracking=(), clipboard-read=(),
///     clipboard-write=(), gamepad=(), hid=(), idle-detection=(), interest-cohort=(),
///     serial=(), unload=()
/// x-frame-options: DENY
/// x-content-type-options: nosniff
/// content-security-policy: default-src 'self'; form-action 'self'; base-uri 'self';
///     object-src 'none'; frame-ancestors 'none'; upgrade-insecure-requests
/// strict-transport-security: max-age=63072000; includeSubDomains
/// referrer-policy: no-referrer
/// cross-origin-opener-policy: same-origin
/// cross-origin-embedder-policy: require-corp
/// cross-origin-resource-policy: same-origin
/// x-dns-prefetch-control: off
/// x-permitted-cross-domain-policies: none
/// ```
///
/// `Server`, `X-Powered-By`, `X-AspNet-Version` and `X-AspNetMvc-Version` are taken off. The redirect is that of
/// [`FLASK_TALISMAN`], which needs a host.
///
/// Two fields of OWASP's list are for some responses alone, so they are not among these: for what only its reader may see,
/// derive a policy with `custom_fields: { cache-control: "no-store, max-age=0" }`, and for the answer to a logout one with
/// `clear_site_data: [cache, cookies, storage]`.
///
/// # Deployment caveat
///
/// - `cross-origin-embedder-policy: require-corp` blocks every image, script and frame of another site that does not allow it
///   with a field of its own: try `cross_origin_embedder_policy_report_only` first.
/// - `crossOriginIsolated` stays false: the list turns the feature `cross-origin-isolated` off, which
///   `cross-origin-opener-policy` and `cross-origin-embedder-policy` together would give the page.
/// - What is said of [`HELMET`] holds here as well.
pub const OWASP: Policy = crate::talisman_policy! {
    force_https: 308,
    frame_options: DENY,
    strict_transport_security: { max_age: 63072000, include_subdomains: true },
    referrer_policy: no-referrer,
    content_security_policy: {
        default-src self;
        form-action self;
        base-uri self;
        object-src none;
        frame-ancestors none;
        upgrade-insecure-requests;
    },
    permissions_policy: {
        accelerometer: (),
        autoplay: (),
        camera: (),
        cross-origin-isolated: (),
        display-capture: (),
        encrypted-media: (),
        fullscreen: (),
        geolocation: (),
        gyroscope: (),
        keyboard-map: (),
        magnetometer: (),
        microphone: (),
        midi: (),
        payment: (),
        picture-in-picture: (),
        publickey-credentials-get: (),
        screen-wake-lock: (),
        sync-xhr: (self),
        usb: (),
        web-share: (),
        xr-spatial-tracking: (),
        clipboard-read: (),
        clipboard-write: (),
        gamepad: (),
        hid: (),
        idle-detection: (),
        interest-cohort: (),
        serial: (),
        unload: (),
    },
    cross_origin_opener_policy: same-origin,
    cross_origin_embedder_policy: require-corp,
    cross_origin_resource_policy: same-origin,
    x_dns_prefetch_control: off,
    x_permitted_cross_domain_policies: none,
    remove_fields: [server, x-powered-by, x-aspnet-version, x-aspnetmvc-version],
};

/// A policy that stops injected scripts: only what carries the nonce of the response runs, and what that loads.
///
/// ```text
/// permissions-policy: browsing-topics=(), camera=(), geolocation=(), microphone=()
/// x-frame-options: DENY
/// x-content-type-options: nosniff
/// content-security-policy: default-src 'self'; script-src 'nonce-' 'strict-dynamic';
///     style-src 'self' 'nonce-'; object-src 'none'; base-uri 'none'; form-action 'self';
///     frame-ancestors 'none'; require-trusted-types-for 'script'
/// strict-transport-security: max-age=63072000; includeSubDomains
/// referrer-policy: strict-origin-when-cross-origin
/// ```
///
/// `'nonce-'` shows where the nonce of each response goes. Requests over http are redirected with 308, which keeps their
/// method.
///
/// # Deployment caveat
///
/// - Every script and inline style needs the nonce of its response, and an event handler in the markup (`onclick=`) does not
///   run at all.
/// - `require-trusted-types-for` makes `innerHTML` and its like refuse plain strings: try it with
///   `content_security_policy_report_only` first, or take it away with `require-trusted-types-for off` in a derived policy.
/// - No other site may frame the page.
/// - The redirect needs a host, as in [`FLASK_TALISMAN`].
pub const STRICT: Policy = crate::talisman_policy! {
    force_https: 308,
    strict_transport_security: { max_age: 63072000, include_subdomains: true },
    content_security_policy: {
        default-src self;
        script-src nonce strict-dynamic;
        style-src self nonce;
        object-src none;
        base-uri none;
        form-action self;
        frame-ancestors none;
        require-trusted-types-for script;
    },
    frame_options: DENY,
    permissions_policy: { browsing-topics: (), camera: (), geolocation: (), microphone: () },
};

/// All of them by their names, for a program that is told which one to use.
///
/// ```
/// use talisman::presets;
///
/// let named = |wanted: &str| presets::ALL.iter().find(|(name, _)| *name == wanted);
/// assert!(named("STRICT").is_some());
/// assert!(named("strict").is_none());
/// ```
pub const ALL: &[(&str, Policy)] = &[
    ("FLASK_TALISMAN", FLASK_TALISMAN),
    ("GOOGLE", GOOGLE),
    ("HYPERFLASK", HYPERFLASK),
    ("HYPERFLASK_SECURED", HYPERFLASK_SECURED),
    ("HELMET", HELMET),
    ("OWASP", OWASP),
    ("STRICT", STRICT),
];
